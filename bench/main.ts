/**
 * npm run bench                        a table on stdout, progress on stderr
 * npm run bench -- --json              one JSON document on stdout
 * npm run bench -- --only a,b --quick  some measures; smaller sizes, for trying out
 * npm run bench -- --rows n --reps n    other sizes; --scratch: a server without fsync, for the very large
 */
import { parseArgs } from 'node:util';
import { measures } from './measures/index.ts';
import { type Bench, type Measure, meets, type Outcome } from './support/measure.ts';
import { type BenchServer, startBenchServer } from './support/server.ts';

interface Line {
  readonly measure: Measure;
  /** null: it could not be measured; the detail says why. */
  readonly value: number | null;
  readonly ok: boolean;
  readonly detail: string;
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    only: { type: 'string' },
    rows: { type: 'string' },
    reps: { type: 'string', default: '3' },
    scratch: { type: 'boolean', default: false },
  },
});

function chosen(only: string | undefined): readonly Measure[] {
  if (only === undefined) return measures;
  const names = only.split(',');
  const unknown = names.filter((name) => !measures.some((measure) => measure.name === name));
  if (unknown.length === 0) return measures.filter(({ name }) => names.includes(name));
  throw new Error(
    `no measure is called ${unknown.join(', ')}; there are: ${measures.map(({ name }) => name).join(', ')}`,
  );
}

function newBench(quick: boolean): { bench: Bench; stop(): Promise<void> } {
  const made = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known as Promise<T>;
  };
  let started: Promise<BenchServer> | undefined;
  const bench: Bench = {
    quick,
    rows: values.rows === undefined ? (quick ? 100_000 : 500_000) : Number(values.rows),
    reps: Number(values.reps),
    say: (text) => void process.stderr.write(`${text}\n`),
    server: () => (started ??= startBenchServer({ scratch: values.scratch })),
    once,
  };
  return { bench, stop: async () => (await started)?.stop() };
}

async function line(measure: Measure, bench: Bench): Promise<Line> {
  bench.say(`-- ${measure.name}`);
  try {
    const { value, detail }: Outcome = await measure.run(bench);
    return { measure, value, ok: meets(measure, value), detail };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    bench.say(detail);
    return { measure, value: null, ok: false, detail: 'not measured' };
  }
}

function table(lines: readonly Line[]): string {
  const cells = lines.map(({ measure: { name, goal, better, unit }, value, ok, detail }) => [
    name,
    value === null ? '-' : `${value.toFixed(2)} ${unit}`,
    `${better === 'bigger' ? '>=' : '<='} ${goal} ${unit}`,
    ok ? 'ok' : 'FAILS',
    detail,
  ]);
  const rows = [['measure', 'value', 'goal', '', 'detail'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function json(lines: readonly Line[]): string {
  const entries = lines.map(({ measure, value, ok }) => [
    measure.name,
    { value: value === null ? null : Number(value.toPrecision(5)), goal: measure.goal, ok },
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

async function run(): Promise<void> {
  const wanted = chosen(values.only);
  const { bench, stop } = newBench(values.quick === true);
  const lines: Line[] = [];
  try {
    // One after the other: what runs at the same time as a measure is part of what it measures.
    for (const measure of wanted) lines.push(await line(measure, bench));
  } finally {
    await stop();
  }
  process.stdout.write(`${values.json === true ? json(lines) : table(lines)}\n`);
  // A goal that is missed is an answer; only a measure that could not be made is a failure.
  if (lines.some(({ value }) => value === null)) process.exitCode = 1;
}

try {
  await run();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
