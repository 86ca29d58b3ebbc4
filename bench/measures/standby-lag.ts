import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Measure } from '../support/measure.ts';
import { type Renaming, renamePlan, runAll, statementsOf } from '../support/product.ts';
import { caughtUp, type Lag, lagOf, startStandby } from '../support/standby.ts';
import { usersTemplate } from '../support/users.ts';

const database = 'standby';

/**
 * Smaller is better: ms that a streaming standby on the same machine needs after the copy until it has replayed all of it. And a
 * plan that is made while the standby is far behind must say so, or the measure fails.
 */
export const standbyLag: Measure = {
  name: 'standby-lag',
  goal: 1000,
  better: 'smaller',
  unit: 'ms',
  async run(bench) {
    const server = await bench.server();
    const plan = await renamePlan(bench, await usersTemplate(bench, 'bigint'));
    await server.copy(await usersTemplate(bench, 'bigint'), database);
    const standby = await startStandby(bench);
    const [client, watcher] = [await server.connect(database), await server.connect('postgres')];
    try {
      await runAll(client, statementsOf(plan, 'expand'));
      await caughtUp(watcher);
      const seen: Lag[] = [];
      let over = false;
      const copy = runAll(client, statementsOf(plan, 'backfill', 'copy')).finally(() => (over = true));
      while (!over) {
        seen.push(await lagOf(watcher));
        await sleep(50);
      }
      await copy;
      const after = await caughtUp(watcher);
      await standby.client.query('SELECT pg_wal_replay_pause()');
      await client.query('CREATE TABLE wal AS SELECT repeat(md5(g::text), 10) FROM generate_series(1, 100000) AS g');
      const said = await lagFinding(bench);
      const most = (of: (lag: Lag) => number): string => Math.max(...seen.map(of)).toFixed(0);
      const detail = `during the copy at most ${most(({ ms }) => ms)} ms and ${most(({ bytes }) => bytes / 1e6)} MB behind; the plan says: ${said}`;
      return { value: after, detail };
    } finally {
      await Promise.all([client.end(), watcher.end(), standby.client.end()]);
      const awake = setInterval(() => undefined, 1000);
      await standby.stop().finally(() => clearInterval(awake));
      await server.drop(database);
    }
  },
};

async function lagFinding(bench: Bench): Promise<string> {
  // Its helpers are on full_name already.
  const other: Renaming = { target: 'wal.repeat', name: 'other' };
  const { attention } = await renamePlan(bench, database, other);
  const finding = attention.find(({ id }) => id === 'replica-lag');
  if (finding === undefined) throw new Error('the plan does not say that a standby is behind');
  return finding.title;
}
