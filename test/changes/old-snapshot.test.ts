/** Snapshots that keep the copy's leftovers from being pruned: the backfill says so, also when they come after its start. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { PhaseName } from '../../src/types.ts';
import { type Case, planCase } from '../support/case.ts';
import { filesOf, pick, send } from '../support/phases.ts';
import { newest, oldest, startServer, type TestServer } from '../support/server.ts';

const ROWS = 80_000;

const each: Case = {
  name: 'old-snapshot',
  kind: 'rename',
  // No index on the column: CREATE INDEX CONCURRENTLY would wait for the snapshot to go.
  schema: `CREATE TABLE users (id int PRIMARY KEY, full_name text, bio text);
    INSERT INTO users SELECT g, 'name ' || g, repeat('x', 150) FROM generate_series(1, ${ROWS}) g`,
  change: { kind: 'rename', target: 'users.full_name', name: 'display_name' },
  options: {},
  naive: null,
  old: null,
  new: null,
  expect: {},
};

/** Runs expand and backfill as `role` while `hold`, sent by another connection, is open; gives the warnings. */
async function warnings(
  server: TestServer,
  hold: string | null,
  role: string | null,
  hurried: boolean,
): Promise<string[]> {
  const db = await server.createDatabase(each.schema);
  try {
    const [client, holder] = [await db.client(), await db.client()];
    const plan = await planCase(each, client);
    const plain = formats.find(({ name }) => name === 'plain');
    if (plain === undefined) throw new Error('no plain format');
    const phase = (name: PhaseName): string =>
      pick(filesOf(plan, plain), name)
        .map(({ content }) => content)
        .join('\n');
    await send(client, phase('expand'), false);
    if (role !== null) {
      await client.query(`DROP ROLE IF EXISTS ${role}`);
      await client.query(
        `CREATE ROLE ${role}; ALTER TABLE users OWNER TO ${role}; GRANT ALL ON SCHEMA public TO ${role}`,
      );
      await client.query(`SET ROLE ${role}`);
    }
    const said: string[] = [];
    client.on('notice', ({ severity, message }) => {
      if (severity === 'WARNING' && message !== undefined) said.push(message);
    });
    // A machine may copy all of it within the second that a snapshot must have lasted to be suspected.
    if (hold !== null) await holder.query(`${hold}; SELECT pg_sleep(1.1)`);
    const text = phase('backfill');
    // What takes ten seconds in production may not take them in a test.
    await send(client, hurried ? text.replaceAll("interval '10 seconds'", "interval '0 seconds'") : text, false);
    if (role !== null)
      await client.query(`RESET ROLE; REASSIGN OWNED BY ${role} TO postgres; DROP OWNED BY ${role}; DROP ROLE ${role}`);
    return said;
  } finally {
    await db.drop();
  }
}

const SNAPSHOT = 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1';

// Of their own: on the shared servers the transactions of other tests hold back every database, and are named.
const servers = new Map<number, TestServer>();
const majors = [oldest().major, newest().major];
beforeAll(async () => {
  for (const major of majors) servers.set(major, await startServer(major));
});
afterAll(() => Promise.all([...servers.values()].map((server) => server.stop())));

function serverOf(major: number): TestServer {
  const found = servers.get(major);
  if (found === undefined) throw new Error(`no server ${String(major)}`);
  return found;
}

it.each(majors)('nothing is said when nothing holds a snapshot (%i)', { timeout: 60_000 }, async (major) => {
  expect(await warnings(serverOf(major), null, null, true)).toEqual([]);
});

it.each(majors)('the process that holds a snapshot is named (%i)', { timeout: 60_000 }, async (major) => {
  const said = await warnings(serverOf(major), SNAPSHOT, null, true);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(
    /^The transaction of process \d+ \(\w+\), which began [\d:]+ ago, keeps old row versions .* grown by \d+ [kM]B/,
  );
});

it.each(majors)('without the right to see it the growth is seen (%i)', { timeout: 60_000 }, async (major) => {
  const said = await warnings(serverOf(major), SNAPSHOT, `ec_blind_${String(major)}`, false);
  expect(said).toEqual([expect.stringMatching(/^Something that this role cannot see keeps old row versions/)]);
});
