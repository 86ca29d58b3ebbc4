/** The backend is terminated at random points of every phase; the files run again and reach the same end. */
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { qualified } from '../../src/sql/value.ts';
import type { OutputFile, QualifiedName } from '../../src/types.ts';
import { appliesTo, caseKinds, casesOf } from '../support/case.ts';
import { attempt, filesOf, pick } from '../support/phases.ts';
import { newest, oldest, type TestDatabase } from '../support/server.ts';
import { diff } from '../support/snapshot/index.ts';
import { subject, thorough, twin } from './walk.ts';

const KILLS = process.env['PLAN_TEST_ALL'] === undefined ? 3 : 12;
const seed = Number(process.env['PLAN_TEST_SEED'] ?? Date.now() % 1_000_000);

/** mulberry32: a small generator whose seed can be typed again. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Runs files on a connection of their own and terminates its backend after a while. Was it still at work? */
async function killed(db: TestDatabase, files: readonly OutputFile[], afterMs: number): Promise<boolean> {
  const client = await db.client();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid;
  const run = attempt(client, files, false);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await db.query('SELECT pg_terminate_backend($1)', [pid]);
  const error = await run;
  // What a dying backend still rolls back must be gone before the next try.
  for (;;) {
    const [alive] = await db.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid]);
    if (alive === undefined) return error !== null;
  }
}

/** Does something while another transaction has written to the table, so that no statement that needs it alone gets it. */
async function whileWritten<T>(db: TestDatabase, table: QualifiedName, work: () => Promise<T>): Promise<T> {
  const writer = await db.client();
  await writer.query(`BEGIN; LOCK TABLE ${qualified(table).text} IN ROW EXCLUSIVE MODE`);
  try {
    return await work();
  } finally {
    await writer.query('ROLLBACK');
  }
}

// The oldest has its turn in npm run test:all.
const ends = process.env['PLAN_TEST_ALL'] === undefined ? [newest()] : [oldest(), newest()];

describe.each(ends)(`killed on $major (PLAN_TEST_SEED=${String(seed)})`, (server) => {
  const named = caseKinds
    .flatMap(casesOf)
    .filter((each) => /^(sync-app-|short-)?everything/.test(each.name) && appliesTo(each, server.major))
    .map((each) => [`${each.kind}/${each.name}`, each] as const);

  it.each(named)('%s reaches the same end', { timeout: 120_000 }, async (_, each) => {
    const random = randomFrom(seed);
    const { db, client, plan } = await subject(each, server);
    const plain = formats.find(({ name }) => name === 'plain');
    const files = plain === undefined ? [] : filesOf(plan, plain);
    let waited = 0;
    for (const { name: phase } of plan.phases) {
      // A phase that waits for the table is still at work, however short it is and however slow the machine.
      if (await whileWritten(db, plan.target, () => killed(db, pick(files, phase), 20))) waited++;
      // Growing waits, so that the first kills hit the beginning whatever the machine.
      for (let kill = 1; kill <= KILLS; kill++) {
        await killed(db, pick(files, phase), random() * 20 * kill);
      }
      expect(await attempt(client, pick(files, phase), false), phase).toBeNull();
    }
    expect(waited, 'some kill hits a phase at work').toBeGreaterThan(0);
    expect(diff(await twin(each, plan, server), await thorough(db, client, server))).toEqual([]);
    await db.drop();
  });
});
