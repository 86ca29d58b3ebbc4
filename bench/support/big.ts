import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { startLoad } from './load.ts';
import type { Bench } from './measure.ts';
import { renamePlan, runAll, statementsOf } from './product.ts';
import type { Transaction } from './traffic.ts';
import { usersTemplate } from './users.ts';

/** One big UPDATE of a quiet table, and all of backfill under live traffic. */
export interface Busy {
  readonly updateSeconds: number;
  readonly copySeconds: number;
  /** Copy, indexes and proof. */
  readonly backfillSeconds: number;
  /** Writes that were answered, from before expand to after contract. */
  readonly writes: number;
  /** Of those, how many are not in the table, under one of its two names or both. */
  readonly lost: number;
  /** Heap, after / before. */
  readonly growth: number;
  readonly updateGrowth: number;
}

/** Every write adds one year and one letter, so that what the table holds in the end tells how many there were. */
const write = (column: string): Transaction[] => [
  { weight: 1, sql: `UPDATE users SET age = age + 1, ${column} = ${column} || '.' WHERE id = $1` },
];

const database = 'busy';

/** All phases beside writes at a quarter of the maximum rate; a failed request makes this throw. */
export function busy(bench: Bench): Promise<readonly Busy[]> {
  return bench.once('busy', async () => {
    const runs: Busy[] = [];
    for (let rep = 0; rep < bench.reps; rep += 1) {
      const update = await alone(bench);
      const one = { ...(await underTraffic(bench)), updateSeconds: update.seconds, updateGrowth: update.growth };
      runs.push(one);
      bench.say(`busy ${rep + 1} of ${bench.reps}: ${JSON.stringify(one)}`);
    }
    return runs;
  });
}

async function fresh(bench: Bench): Promise<pg.Client> {
  const server = await bench.server();
  await server.copy(await usersTemplate(bench, 'bigint'), database);
  return server.connect(database);
}

async function alone(bench: Bench): Promise<{ seconds: number; growth: number }> {
  const client = await fresh(bench);
  try {
    const before = await held(client, 'full_name');
    await client.query('ALTER TABLE users ADD COLUMN display_name text');
    const seconds = await timed(() => runAll(client, ['UPDATE users SET display_name = full_name']));
    return { seconds, growth: (await held(client, 'full_name')).bytes / before.bytes };
  } finally {
    await client.end();
  }
}

async function underTraffic(bench: Bench): Promise<Omit<Busy, 'updateSeconds' | 'updateGrowth'>> {
  const plan = await renamePlan(bench, await usersTemplate(bench, 'bigint'));
  const client = await fresh(bench);
  const url = (await bench.server()).url(database);
  const load = (column: string, rate: number | null, seconds: number | null) =>
    startLoad({ url, transactions: write(column), ids: bench.rows, seconds, rate });
  try {
    const rate = (await load('full_name', null, 3).tps()) / 4;
    const before = await held(client, 'full_name');
    const old = load('full_name', rate, null);
    await sleep(1000);
    await runAll(client, statementsOf(plan, 'expand'));
    const copySeconds = await timed(() => runAll(client, statementsOf(plan, 'backfill', 'copy')));
    const middle = await held(client, 'full_name');
    const rest = await timed(() => runAll(client, statementsOf(plan, 'backfill').slice(1)));
    await old.stop();
    const renewed = load('display_name', rate, null);
    await sleep(2000);
    await runAll(client, statementsOf(plan, 'contract'));
    await sleep(1000);
    await renewed.stop();
    const writes = (await old.samples()).length + (await renewed.samples()).length;
    const after = await held(client, 'display_name');
    const missing = [after.years - before.years, after.letters - before.letters].map((found) => writes - found);
    return {
      copySeconds,
      backfillSeconds: copySeconds + rest,
      writes,
      lost: Math.max(0, ...missing),
      growth: middle.bytes / before.bytes,
    };
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

interface Held {
  readonly years: number;
  readonly letters: number;
  readonly bytes: number;
}

async function held(client: pg.Client, column: string): Promise<Held> {
  const { rows } = await client.query<Held>(`
    SELECT sum(age)::float8 AS years, sum(length(${column}))::float8 AS letters, pg_relation_size('users')::float8 AS bytes FROM users`);
  const [row] = rows;
  if (row === undefined) throw new Error('the table is gone');
  return row;
}
