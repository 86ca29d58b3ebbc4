/** The archive of a dropped column follows what is written until the very end, and contract reads no table for it. */
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Case } from '../support/case.ts';
import { attempt, pick } from '../support/phases.ts';
import { newest, oldest, type TestServer } from '../support/server.ts';
import { type Subject, subject, Walk } from './walk.ts';

const SCHEMA = `
  CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, fax text);
  INSERT INTO users SELECT i, 'n' || i, CASE WHEN i % 5 > 0 THEN 'f' || i END FROM generate_series(1, 20000) AS i;`;

let opened: Subject | undefined;

async function walking(schema: string, server: TestServer, change: Partial<Case['change']> = {}): Promise<Walk> {
  const each: Case = {
    name: 'archive',
    kind: 'drop',
    schema,
    change: { kind: 'drop', target: 'users.fax', ...change },
    options: {},
    naive: null,
    old: null,
    new: null,
    expect: {},
  };
  const plain = formats.find(({ name }) => name === 'plain');
  if (plain === undefined) throw new Error('no format is called plain');
  opened = await subject(each, server);
  return new Walk(opened, plain);
}

afterEach(async () => {
  await opened?.db.drop();
  opened = undefined;
});

/** The archive's table, found by its comment. */
async function archive(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relnamespace = 'expand_contract_archive'::regnamespace
       AND obj_description(c.oid, 'pg_class') ~ '^expand-contract: (archive|dropped values) of plan '`,
  );
  return rows[0]?.name ?? '';
}

const HELD = `SELECT count(*)::int AS rows, md5(string_agg(id || '=' || fax, ',' ORDER BY id)) AS hash FROM `;

describe.each([newest(), oldest()])('the archive on $major', (server) => {
  it('holds what was written between backfill and contract', { timeout: 60_000 }, async () => {
    const walk = await walking(SCHEMA, server);
    const { client } = walk.subject;
    await walk.runs('expand');
    await walk.runs('backfill');
    await client.query(`
      UPDATE users SET fax = 'new' WHERE id = 1;
      UPDATE users SET fax = NULL WHERE id = 2;
      UPDATE users SET fax = 'was null' WHERE id = 5;
      UPDATE users SET id = -6 WHERE id = 6;
      UPDATE users SET name = 'other column' WHERE id = 7;
      DELETE FROM users WHERE id = 8;
      DELETE FROM users WHERE id = 9;
      INSERT INTO users (id, name) VALUES (9, 'again, without');
      INSERT INTO users VALUES (30000, 'late', 'late');`);
    const { rows } = await client.query(`${HELD} users WHERE fax IS NOT NULL`);
    await walk.runs('contract');
    expect((await client.query(HELD + (await archive(client)))).rows).toEqual(rows);
    await walk.runs('contract', 'down');
    expect((await client.query(`${HELD} users WHERE fax IS NOT NULL`)).rows).toEqual(rows);
  });

  it('misses no row that is written while it is filled', { timeout: 60_000 }, async () => {
    const walk = await walking(SCHEMA, server);
    const { client, db } = walk.subject;
    await walk.runs('expand');
    const writers = await Promise.all([db.client(), db.client()]);
    const going = { on: true };
    const writing = writers.map(async (writer, at) => {
      for (let n = 0; going.on; n++) {
        const id = ((n * 7919 + at * 31) % 20000) + 1;
        // A row that is updated goes to another page; every third write changes the column itself.
        await writer.query(
          n % 3 === 0 ? 'UPDATE users SET fax = $2 WHERE id = $1' : 'UPDATE users SET name = $2 WHERE id = $1',
          [id, `w${String(n)}`],
        );
      }
    });
    await walk.runs('backfill');
    going.on = false;
    await Promise.all(writing);
    const { rows } = await client.query(`${HELD} users WHERE fax IS NOT NULL`);
    await walk.runs('contract');
    expect((await client.query(HELD + (await archive(client)))).rows).toEqual(rows);
  });

  it('asks for the backfill file again for a partition that it has not seen', { timeout: 60_000 }, async () => {
    const walk = await walking(
      `CREATE TABLE users (id int PRIMARY KEY, name text, fax text) PARTITION BY RANGE (id);
       CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (100);
       INSERT INTO users VALUES (1, 'a', 'x');`,
      server,
    );
    const { client } = walk.subject;
    await walk.runs('expand');
    await walk.runs('backfill');
    await client.query(`CREATE TABLE late (LIKE users); INSERT INTO late VALUES (100, 'b', 'y');
      ALTER TABLE late ALTER id SET NOT NULL; ALTER TABLE users ATTACH PARTITION late FOR VALUES FROM (100) TO (200);`);
    const error = await attempt(client, pick(walk.files, 'contract'), false);
    expect(error?.message).toBe('The values of public.users.fax are not all archived.');
    await walk.runs('backfill');
    await walk.runs('contract');
    expect((await client.query(`SELECT count(*)::int AS rows FROM ${await archive(client)}`)).rows).toEqual([
      { rows: 2 },
    ]);
  });

  it(
    'asks for the backfill file again when more has changed than it may add under the lock',
    {
      timeout: 60_000,
    },
    async () => {
      const walk = await walking(SCHEMA, server);
      const { client, db } = walk.subject;
      await walk.runs('expand');
      await walk.runs('backfill');
      // Contract follows the changes first; whatever is written while it tries to get the lock, it finds under the lock.
      const reader = await db.client();
      await reader.query('BEGIN; SELECT FROM users LIMIT 1');
      const contract = attempt(client, pick(walk.files, 'contract'), false);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await db.query("UPDATE users SET fax = 'much' WHERE id < 6000");
      await reader.query('COMMIT');
      expect((await contract)?.message).toMatch(/^More than 5000 rows of public\.users have changed since/);
      await walk.runs('backfill');
      await walk.runs('contract');
      expect(
        (await client.query(`SELECT count(*)::int AS rows FROM ${await archive(client)} WHERE fax = 'much'`)).rows,
      ).toEqual([{ rows: 5999 }]);
    },
  );

  // Before 15 what a session has counted is told at some later time.
  it.for(server.major < 15 ? [] : [server])(
    'does not read the table to add what has changed',
    { timeout: 60_000 },
    async () => {
      const walk = await walking(SCHEMA, server);
      const { client } = walk.subject;
      await walk.runs('expand');
      await walk.runs('backfill');
      await client.query("UPDATE users SET fax = 'z' WHERE id % 100 = 1");
      const scans = async (): Promise<unknown> => {
        await client.query('SELECT pg_stat_force_next_flush()');
        return (await client.query("SELECT pg_stat_get_numscans('users'::regclass)::int AS scans")).rows;
      };
      const before = await scans();
      await walk.runs('contract');
      expect(await scans()).toEqual(before);
    },
  );

  it('does not drop what was added after the plan', { timeout: 60_000 }, async () => {
    const walk = await walking(SCHEMA, server);
    const { client } = walk.subject;
    await walk.runs('expand');
    await walk.runs('backfill');
    await client.query('CREATE INDEX late ON users (fax)');
    const error = await attempt(client, pick(walk.files, 'contract'), false);
    expect(error?.message).toBe(
      'public.users.fax is used by something that was added after this plan was made: index late',
    );
    await client.query('DROP INDEX late; CREATE VIEW late AS SELECT fax FROM users');
    expect((await attempt(client, pick(walk.files, 'contract'), false))?.message).toMatch(/added after this plan/);
    await client.query('DROP VIEW late');
    await walk.runs('contract');
  });

  it('belongs to the owner of the table, and writers need no right on it', { timeout: 60_000 }, async () => {
    const [owner, writer] = [await server.createRole(), await server.createRole()];
    const walk = await walking(
      `CREATE SCHEMA app AUTHORIZATION ${owner}; GRANT USAGE ON SCHEMA app TO ${writer};
       SET ROLE ${owner}; CREATE TABLE app.users (id int PRIMARY KEY, fax text); GRANT ALL ON app.users TO ${writer};
       INSERT INTO app.users VALUES (1, 'x'); RESET ROLE;`,
      server,
      { target: 'app.users.fax' },
    );
    const { client, db } = walk.subject;
    await client.query(`SET ROLE ${owner}`);
    const error = await attempt(client, pick(walk.files, 'expand'), false);
    expect(error?.message).toMatch(/^The schema expand_contract_archive, .* cannot be made or used by this role\.$/);
    await db.query(`GRANT CREATE ON DATABASE "${new URL(db.url).pathname.slice(1)}" TO ${owner}`);
    await walk.runs('expand');
    await walk.runs('backfill');
    await client.query(`SET ROLE ${writer}; UPDATE app.users SET fax = 'y'; INSERT INTO app.users VALUES (2, 'z');`);
    await expect(client.query(`SELECT * FROM ${await archive(client)}`)).rejects.toThrow(/permission denied/);
    await client.query(`SET ROLE ${owner}`);
    await walk.runs('contract');
    expect((await client.query(`SELECT * FROM ${await archive(client)} ORDER BY id`)).rows).toEqual([
      { id: 1, fax: 'y' },
      { id: 2, fax: 'z' },
    ]);
  });
});
