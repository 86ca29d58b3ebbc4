import type { Bench, Measure, Outcome } from './measure.ts';
import { startLoad, loadName } from './load.ts';
import { runAll } from './product.ts';
import { median, medianError, spread } from './statistics.ts';
import { usersTemplate } from './users.ts';

export interface Comparison {
  /** Statements that make the table as it is with the product's objects. */
  readonly setup: readonly string[];
  /** Statements that then take out what is compared; the rest stays the same, page for page. */
  readonly without: readonly string[];
  /** The transactions, equally often, `$1` a random id. */
  readonly sql: readonly string[];
  /** Those without the product's objects, when they differ. */
  readonly sqlWithout?: readonly string[];
}

/**
 * Transactions per second with the product's objects over those without, eight clients. Two databases, one a copy of the
 * other; windows in the order with, without, without, with, ..., so that a machine that slows down favours none. As many pairs as it takes
 * until the median is known better than its distance to the goal, within limits.
 */
export async function tpsRatio(
  bench: Bench,
  { goal }: Measure,
  { setup, without, sql, sqlWithout = sql }: Comparison,
): Promise<Outcome> {
  const server = await bench.server();
  await server.copy(await usersTemplate(bench, 'bigint'), 'tps_with');
  await run(bench, 'tps_with', [...setup, 'VACUUM (ANALYZE) users']);
  await server.copy('tps_with', 'tps_without');
  await run(bench, 'tps_without', [...without, 'CHECKPOINT']);

  const [least, most] = bench.quick ? [3, 4] : [6, 24];
  const window = (database: string): Promise<number> =>
    windowOf(bench, database, database === 'tps_with' ? sql : sqlWithout);
  for (const database of ['tps_with', 'tps_without']) await window(database);
  const all: number[] = [];
  for (;;) {
    const order = all.length % 2 === 0 ? ['tps_with', 'tps_without'] : ['tps_without', 'tps_with'];
    const tps = new Map<string, number>();
    for (const database of order) tps.set(database, await window(database));
    const [one, other] = [tps.get('tps_with') ?? Number.NaN, tps.get('tps_without') ?? Number.NaN];
    all.push(one / other);
    bench.say(`pair ${all.length}: ${one.toFixed(0)} against ${other.toFixed(0)} tps, ${(one / other).toFixed(3)}`);
    const known = medianError(all) < Math.abs(median(all) - goal);
    if (all.length >= most || (all.length >= least && known)) break;
  }
  await Promise.all(['tps_with', 'tps_without'].map((database) => server.drop(database)));
  const detail = `${spread(all)}, ${all.length} pairs, +-${medianError(all).toFixed(3)}, ${loadName}`;
  return { value: median(all), detail };
}

async function windowOf(bench: Bench, database: string, sql: readonly string[]): Promise<number> {
  const url = (await bench.server()).url(database);
  const seconds = bench.quick ? 1 : 3;
  return startLoad({
    url,
    transactions: sql.map((each) => ({ sql: each, weight: 1 })),
    ids: bench.rows,
    seconds,
    rate: null,
  }).tps();
}

async function run(bench: Bench, database: string, statements: readonly string[]): Promise<void> {
  const client = await (await bench.server()).connect(database);
  await runAll(client, statements).finally(() => client.end());
}
