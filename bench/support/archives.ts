import { performance } from 'node:perf_hooks';
import type { Bench } from './measure.ts';
import { planOf, runAll, statementsOf } from './product.ts';
import { rowsOf, usersTemplate } from './users.ts';

const INSERT = [
  'CREATE TABLE kept (id bigint PRIMARY KEY, bio text)',
  'INSERT INTO kept SELECT id, bio FROM users WHERE bio IS NOT NULL',
  'ANALYZE kept',
];

/** Rows per second by repetition; those of one position were made one after the other. */
export interface Archives {
  readonly insert: readonly number[];
  readonly archive: readonly number[];
}

/** One big INSERT ... SELECT, and the product's archive of the same column, in turns. */
export async function archiveAgainstInsert(bench: Bench): Promise<Archives> {
  const template = await usersTemplate(bench, 'bigint');
  const plan = await planOf(bench, template, ['drop', 'users.bio']);
  const expand = statementsOf(plan, 'expand');
  const backfill = statementsOf(plan, 'backfill');
  const runs: { insert: number[]; archive: number[] } = { insert: [], archive: [] };
  for (let rep = 0; rep < bench.reps; rep += 1) {
    const shapes = [
      async () => runs.insert.push(await speed(bench, template, [], INSERT)),
      async () => runs.archive.push(await speed(bench, template, expand, backfill)),
    ];
    for (const shape of rep % 2 === 0 ? shapes : shapes.toReversed()) await shape();
    const last = [runs.insert, runs.archive].map((all) => Math.round(all.at(-1) ?? 0));
    bench.say(`archive ${rep + 1} of ${bench.reps} (INSERT ... SELECT, archive): ${last.join(', ')} rows/s`);
  }
  return runs;
}

async function speed(bench: Bench, template: string, setup: readonly string[], work: readonly string[]) {
  const server = await bench.server();
  await server.copy(template, 'archive');
  const client = await server.connect('archive');
  try {
    await runAll(client, setup);
    await client.query('CHECKPOINT');
    const started = performance.now();
    await runAll(client, work);
    return rowsOf(bench, 'bigint') / ((performance.now() - started) / 1000);
  } finally {
    await client.end();
    await server.drop('archive');
  }
}
