/** A view that comes or goes under traffic: a long transaction is never queued behind for longer than an attempt. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { PhaseName } from '../../src/types.ts';
import { casesOf } from '../support/case.ts';
import { attempt, filesOf, pick } from '../support/phases.ts';
import { newest, oldest, type TestServer } from '../support/server.ts';
import { subject, type Subject } from './walk.ts';

/** The attempt's 50 ms, and what a busy machine adds. */
const LONGEST_MS = 600;

const CASES = [
  ['table-plain', 'contract', 'users'],
  ['table-plain', 'contract', 'people'],
  ['strategy-view-plain', 'expand', 'users'],
  ['strategy-view-plain', 'contract', 'users'],
] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function prepared(name: string, server: TestServer): Promise<Subject> {
  const each = casesOf('rename').find((found) => found.name === name);
  if (each === undefined) throw new Error(`no case is called ${name}`);
  return subject(each, server);
}

function phaseFiles({ plan }: Subject, phase: PhaseName) {
  const plain = formats.find((format) => format.name === 'plain');
  if (plain === undefined) throw new Error('no plain format');
  return pick(filesOf(plan, plain), phase);
}

it.each([oldest(), newest()].flatMap((server) => CASES.map((each) => [...each, server.major, server] as const)))(
  '%s: %s gives way to a transaction on %s (%i)',
  { timeout: 60_000 },
  async (name, phase, relation, _, server) => {
    const its = await prepared(name, server);
    const before: readonly PhaseName[] = phase === 'contract' ? ['expand', 'backfill'] : [];
    for (const each of before) expect(await attempt(its.client, phaseFiles(its, each), false)).toBeNull();

    const [holder, traffic] = [await its.db.client(), await its.db.client()];
    await holder.query(`BEGIN; SELECT FROM ${relation} LIMIT 1`);
    const state = { over: false };
    const run = attempt(its.client, phaseFiles(its, phase), false).finally(() => (state.over = true));
    const waits: number[] = [];
    const until = Date.now() + 1500;
    while (Date.now() < until) {
      const asked = Date.now();
      // Old code goes on; what it asks for is there under its name the whole time.
      await traffic.query('UPDATE users SET other = other WHERE id = 5');
      waits.push(Date.now() - asked);
      await pause(5);
    }
    expect(state.over, 'it waits for the transaction').toBe(false);
    expect(Math.max(...waits)).toBeLessThan(LONGEST_MS);
    await holder.query('COMMIT');
    expect(await run).toBeNull();
    await its.db.drop();
  },
);

it.each([oldest(), newest()])('expand of a table waits for no reader or writer ($major)', async (server) => {
  const its = await prepared('table-plain', server);
  const holder = await its.db.client();
  await holder.query("BEGIN; UPDATE users SET other = 'x'");
  expect(await attempt(its.client, phaseFiles(its, 'expand'), false)).toBeNull();
  await holder.query('ROLLBACK');
  await its.db.drop();
});

const SWAPS = [
  ['table-plain', ['expand', 'backfill'], ['contract'], 'people'],
  ['strategy-view-plain', [], ['expand', 'backfill', 'contract'], 'users'],
] as const;

it.each([oldest(), newest()].flatMap((server) => SWAPS.map((each) => [...each, server] as const)))(
  '%s: no statement fails while views and tables change places',
  { timeout: 60_000 },
  async (name, before, during, relation, server) => {
    const its = await prepared(name, server);
    for (const phase of before) expect(await attempt(its.client, phaseFiles(its, phase), false)).toBeNull();
    const clients = await Promise.all([1, 2, 3, 4].map(() => its.db.client()));
    const state = { over: false };
    const work = clients.map(async (client, at) => {
      let done = 0;
      while (!state.over) {
        const [write, read] = [
          `UPDATE ${relation} SET other = $1 WHERE id = $2`,
          `SELECT id, other FROM ${relation} WHERE id = $1`,
        ];
        await client.query({ name: 'write', text: write, values: [`w${String(done)}`, at + 1] });
        const { rows } = await client.query({ name: 'read', text: read, values: [at + 1] });
        expect(rows).toMatchObject([{ other: `w${String(done)}` }]);
        done += 1;
      }
      return done;
    });
    for (const phase of during) {
      await pause(100);
      expect(await attempt(its.client, phaseFiles(its, phase), false)).toBeNull();
    }
    await pause(100);
    state.over = true;
    for (const done of await Promise.all(work)) expect(done).toBeGreaterThan(0);
    await its.db.drop();
  },
);
