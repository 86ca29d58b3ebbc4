import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { cpuOf } from './cpu.ts';
import { keysetTouch, touchSetup } from './keyset-touch.ts';
import type { Bench, Outcome } from './measure.ts';
import { renamePlan, runAll, statementsOf } from './product.ts';
import { median, ratios, spread } from './statistics.ts';
import { type Key, rowsOf, usersTemplate } from './users.ts';

/** One shape, run over the whole table. Growth is after / before. */
export interface Backfill {
  readonly rowsPerSecond: number;
  /** Processor time of the backend alone. */
  readonly cpuSeconds: number;
  readonly walPerRow: number;
  readonly tableGrowth: number;
  /** Of the indexes that were there before. */
  readonly indexGrowth: number;
}

interface Shape {
  setup: (client: pg.Client) => Promise<void>;
  /** Gives the seconds that count. */
  copy: (client: pg.Client) => Promise<number>;
}

/** Repetitions by shape; those of one position were made one after the other. */
export interface Backfills {
  readonly update: readonly Backfill[];
  readonly generated: readonly Backfill[];
}

/** One big UPDATE without a trigger, and the product's copy statement with its trigger, in turns. */
export function generatedAgainstUpdate(bench: Bench, key: Key): Promise<Backfills> {
  return bench.once(`backfills-${key}`, async () => {
    const [update, generated] = await inTurns(
      bench,
      key,
      [bigUpdate, await generatedCopy(bench, key)],
      'update, generated',
    );
    return { update: update ?? [], generated: generated ?? [] };
  });
}

/** The keyset loop of touch-updates and the product's copy statement, in turns; rows per second. */
export async function generatedAgainstTouch(bench: Bench): Promise<{ touch: number[]; generated: number[] }> {
  const shapes = [touchLoop, await generatedCopy(bench, 'bigint')];
  const [touch, generated] = await inTurns(bench, 'bigint', shapes, 'keyset touch, generated');
  return { touch: speedsOf(touch), generated: speedsOf(generated) };
}

/** Rows per second of the generated copy over those of one big UPDATE, and how the table grew, on one shape of table. */
export async function copyRatio(bench: Bench, key: Key): Promise<Outcome> {
  const { generated, update } = await generatedAgainstUpdate(bench, key);
  const all = ratios(speedsOf(generated), speedsOf(update));
  const cpu = ratios(
    update.map(({ cpuSeconds }) => cpuSeconds),
    generated.map(({ cpuSeconds }) => cpuSeconds),
  );
  const growth = [generated, update].map((runs) => median(runs.map(({ tableGrowth }) => tableGrowth)).toFixed(2));
  return {
    value: median(all),
    detail: `${spread(all)}; by the backend's processor time ${median(cpu).toFixed(2)} (${spread(cpu)}); the table grows to ${growth.join(', UPDATE ')}`,
  };
}

const speedsOf = (runs: readonly Backfill[] = []): number[] => runs.map(({ rowsPerSecond }) => rowsPerSecond);

const bigUpdate: Shape = {
  setup: (client) => runAll(client, ['ALTER TABLE users ADD COLUMN display_name text']),
  copy: (client) => timed(client, ['UPDATE users SET display_name = full_name']),
};

const touchLoop: Shape = { setup: (client) => runAll(client, touchSetup), copy: keysetTouch };

async function generatedCopy(bench: Bench, key: Key): Promise<Shape> {
  const plan = await renamePlan(bench, await usersTemplate(bench, key));
  return {
    setup: (client) => runAll(client, statementsOf(plan, 'expand')),
    copy: (client) => timed(client, statementsOf(plan, 'backfill', 'copy')),
  };
}

async function timed(client: pg.Client, statements: readonly string[]): Promise<number> {
  const started = performance.now();
  await runAll(client, statements);
  return (performance.now() - started) / 1000;
}

/** Every other repetition runs the shapes the other way round, so that a machine that slows down favours none. */
async function inTurns(bench: Bench, key: Key, shapes: readonly Shape[], title: string): Promise<Backfill[][]> {
  const runs = shapes.map((): Backfill[] => []);
  for (let rep = 0; rep < bench.reps; rep += 1) {
    const order = [...shapes.keys()];
    for (const index of rep % 2 === 0 ? order : order.toReversed()) {
      const shape = shapes[index];
      if (shape !== undefined) runs[index]?.push(await once(bench, key, shape));
    }
    const speeds = runs.map((all) => Math.round(all.at(-1)?.rowsPerSecond ?? 0));
    bench.say(`${key} backfill ${rep + 1} of ${bench.reps} (${title}): ${speeds.join(', ')} rows/s`);
  }
  return runs;
}

async function once(bench: Bench, key: Key, { setup, copy }: Shape): Promise<Backfill> {
  const server = await bench.server();
  await server.copy(await usersTemplate(bench, key), 'backfill');
  const client = await server.connect('backfill');
  try {
    await setup(client);
    await client.query('CHECKPOINT');
    const before = await state(client);
    const cpu = await cpuOf(client);
    const seconds = await copy(client);
    const cpuSeconds = (await cpuOf(client)) - cpu;
    const after = await state(client);
    await complete(client);
    return {
      rowsPerSecond: rowsOf(bench, key) / seconds,
      cpuSeconds,
      walPerRow: (after.wal - before.wal) / rowsOf(bench, key),
      tableGrowth: after.table / before.table,
      indexGrowth: after.indexes / before.indexes,
    };
  } finally {
    await client.end();
    await server.drop('backfill');
  }
}

interface State {
  readonly table: number;
  readonly indexes: number;
  readonly wal: number;
}

async function state(client: pg.Client): Promise<State> {
  const { rows } = await client.query<State>(`
    SELECT sum(pg_relation_size(relid))::float8 AS table, sum(pg_indexes_size(relid))::float8 AS indexes,
           pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal
      FROM (SELECT 'users'::regclass AS relid UNION SELECT relid FROM pg_partition_tree('users')) AS all_parts`);
  const [row] = rows;
  if (row === undefined) throw new Error('the server did not say how large the table is');
  return row;
}

/** A shape that leaves rows out is fast for nothing. */
async function complete(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT FROM users WHERE display_name IS DISTINCT FROM full_name LIMIT 1');
  if (rows.length > 0) throw new Error('a row was not copied');
}
