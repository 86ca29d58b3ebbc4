import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { DatabasePhase, PhaseName } from '../../src/types.ts';
import { startLoad } from './load.ts';
import type { Bench } from './measure.ts';
import { renamePlan, runAll, statementsOf } from './product.ts';
import { quantile } from './statistics.ts';
import type { Running, Sample, Transaction } from './traffic.ts';
import { usersTemplate } from './users.ts';

/** The phases of `--sync trigger`, which is what is measured. */
export type Measured = DatabasePhase;

/** What traffic saw in one window, in ms. */
export interface Window {
  readonly p999: number;
  readonly max: number;
  readonly count: number;
}

/** What traffic saw just before a phase, and from its start on. */
export interface Stall {
  readonly baseline: Window;
  readonly phase: Window;
}

/** What traffic saw while each phase had to try again and again. */
export interface LockedStall {
  readonly expand: Window;
  readonly contract: Window;
}

/** Live traffic through all three phases, `reps` times; at half of the maximum rate. */
export function stalls(bench: Bench): Promise<readonly Readonly<Record<Measured, Stall>>[]> {
  return bench.once('stalls', async () => {
    const all: Readonly<Record<Measured, Stall>>[] = [];
    for (let rep = 0; rep < bench.reps; rep += 1) {
      const one = await throughAllPhases(bench);
      all.push(one);
      const told = Object.entries(one).map(
        ([phase, { baseline, phase: seen }]) => `${phase} ${tell(baseline)} -> ${tell(seen)}`,
      );
      bench.say(`stall ${rep + 1} of ${bench.reps}, p99.9/max ms: ${told.join('; ')}`);
    }
    return all;
  });
}

/** Expand and contract while a transaction holds the table for two seconds, so that they have to try again and again. */
export function lockedStalls(bench: Bench): Promise<readonly LockedStall[]> {
  return bench.once('locked-stalls', async () => {
    const runs: LockedStall[] = [];
    for (let rep = 0; rep < bench.reps; rep += 1) {
      const one = await behindAHolder(bench);
      runs.push(one);
      bench.say(
        `lock attempts ${rep + 1} of ${bench.reps}, p99.9/max ms: expand ${tell(one.expand)}; contract ${tell(one.contract)}`,
      );
    }
    return runs;
  });
}

/** Old code until contract, new code from then on; the read names the column too, as code does. */
const traffic = (column: 'full_name' | 'display_name'): Transaction[] => [
  { weight: 70, sql: `SELECT email, ${column}, age FROM users WHERE id = $1` },
  { weight: 20, sql: `UPDATE users SET age = age + 1 WHERE id = $1` },
  { weight: 10, sql: `UPDATE users SET ${column} = 'Name ' || random() WHERE id = $1` },
];

const database = 'stall';
const warmUp = 2000;
const holding = 2000;

async function throughAllPhases(bench: Bench): Promise<Readonly<Record<Measured, Stall>>> {
  const length = bench.quick ? 3000 : 8000;
  const rate = await halfOfMaximum(bench);
  const { client, start, run } = await prepared(bench, rate);
  try {
    const old = start('full_name');
    await sleep(warmUp);
    const expand = await around(() => run('expand'), length, length);
    // The traffic of expand's window is the traffic after expand: the backfill has a baseline of its own.
    const backfill = await around(() => run('backfill'), length, length);
    await old.stop();
    const renewed = start('display_name');
    await sleep(warmUp);
    const contract = await around(() => run('contract'), length, length);
    await renewed.stop();
    const [before, after] = [await old.samples(), await renewed.samples()];
    return { expand: read(before, expand), backfill: read(before, backfill), contract: read(after, contract) };
  } finally {
    await client.end();
  }
}

/** The same rename with `--strategy view`, all phases in a row under live traffic: what traffic saw of each, and how long all took. */
export async function throughTheView(
  bench: Bench,
): Promise<{ readonly expand: Stall; readonly contract: Stall; readonly seconds: number }> {
  const length = bench.quick ? 3000 : 8000;
  const { client, start, run } = await prepared(bench, await halfOfMaximum(bench), ['--strategy', 'view']);
  let seconds = 0;
  const timed = async (phase: PhaseName): Promise<void> => {
    const started = performance.now();
    await run(phase);
    seconds += (performance.now() - started) / 1000;
  };
  try {
    const old = start('full_name');
    await sleep(warmUp);
    const expand = await around(() => timed('expand'), length, length);
    await timed('backfill');
    await old.stop();
    const renewed = start('display_name');
    await sleep(warmUp);
    const contract = await around(() => timed('contract'), length, length);
    await renewed.stop();
    return {
      expand: read(await old.samples(), expand),
      contract: read(await renewed.samples(), contract),
      seconds,
    };
  } finally {
    await client.end();
  }
}

async function behindAHolder(bench: Bench): Promise<LockedStall> {
  const rate = await halfOfMaximum(bench);
  const { client, start, run } = await prepared(bench, rate);
  const held = async (column: 'full_name' | 'display_name', phase: PhaseName): Promise<Window> => {
    const load = start(column);
    await sleep(warmUp);
    const release = await hold(bench);
    // The wait is part of the window, and so is the queue that is left when the lock is had.
    const seen = await around(() => Promise.all([run(phase), sleep(holding).then(release)]), 0, holding + 500);
    await load.stop();
    return windowOf(await load.samples(), seen.start, seen.end);
  };
  try {
    const expand = await held('full_name', 'expand');
    await run('backfill');
    return { expand, contract: await held('display_name', 'contract') };
  } finally {
    await client.end();
  }
}

/**
 * Half of what the clients reach with the same statements in a closed loop. Measured anew for each repetition: on a
 * machine that became slower, an old rate would be an overload, and every number the length of a queue.
 */
async function halfOfMaximum(bench: Bench): Promise<number> {
  const server = await bench.server();
  await server.copy(await usersTemplate(bench, 'bigint'), database);
  const url = server.url(database);
  const closed = (seconds: number): Promise<number> =>
    startLoad({ url, transactions: traffic('full_name'), ids: bench.rows - 1, seconds, rate: null }).tps();
  await closed(1);
  const half = (await closed(bench.quick ? 2 : 4)) / 2;
  bench.say(`live traffic: ${half.toFixed(0)} transactions per second, half of the maximum`);
  return half;
}

interface Prepared {
  readonly client: pg.Client;
  start(column: 'full_name' | 'display_name'): Running;
  run(phase: PhaseName): Promise<void>;
}

async function prepared(bench: Bench, rate: number, flags: readonly string[] = []): Promise<Prepared> {
  const server = await bench.server();
  const template = await usersTemplate(bench, 'bigint');
  const plan = await renamePlan(bench, template, { target: 'users.full_name', name: 'display_name', flags });
  await server.copy(template, database);
  const client = await server.connect(database);
  const url = server.url(database);
  return {
    client,
    // The last row is the holder's: traffic must wait for the table's lock, not for a row's.
    start: (column) => startLoad({ url, transactions: traffic(column), ids: bench.rows - 1, seconds: null, rate }),
    run: (phase) => runAll(client, statementsOf(plan, phase)),
  };
}

/** A transaction that has written to the table and stays open; the function that comes back ends it. */
async function hold(bench: Bench): Promise<() => Promise<void>> {
  const holder = await (await bench.server()).connect(database);
  await holder.query('BEGIN');
  await holder.query('UPDATE users SET age = age WHERE id = $1', [bench.rows]);
  return async () => {
    await holder.query('COMMIT');
    await holder.end();
  };
}

interface Span {
  /** Where the baseline begins; it ends at `start`. */
  readonly before: number;
  readonly start: number;
  readonly end: number;
}

/** Lets `before` ms go by, does the thing, and waits until at least `least` ms have gone by since its start. */
async function around(work: () => Promise<unknown>, before: number, least: number): Promise<Span> {
  const from = Date.now();
  await sleep(before);
  const start = Date.now();
  await work();
  const left = start + least - Date.now();
  if (left > 0) await sleep(left);
  return { before: from, start, end: Date.now() };
}

function read(samples: readonly Sample[], { before, start, end }: Span): Stall {
  return { baseline: windowOf(samples, before, start), phase: windowOf(samples, start, end) };
}

// By the moment at which a transaction was due: one that waited through the whole window belongs to it.
function windowOf(samples: readonly Sample[], start: number, end: number): Window {
  const seen = samples.filter(({ scheduled }) => scheduled >= start && scheduled < end).map(({ latency }) => latency);
  return { p999: quantile(seen, 0.999), max: quantile(seen, 1), count: seen.length };
}

const tell = ({ p999, max }: Window): string => `${p999.toFixed(1)}/${max.toFixed(0)}`;
