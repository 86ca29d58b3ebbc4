import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest, oldest, servers, startServer, type TestDatabase } from './server.ts';

it('offers the oldest and the newest supported server', () => {
  expect([oldest().major, newest().major]).toEqual([14, 18]);
});

describe.each(servers())('server $major', (server) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await server.createDatabase(
      "CREATE TABLE t (id int); INSERT INTO t VALUES (1); DO $$ BEGIN RAISE NOTICE 'hi'; END $$",
    );
  });
  afterAll(() => db.drop());

  it('is of that version, in UTF8, with ICU and logical WAL', async () => {
    const facts = await db.query(
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding,
              current_setting('wal_level') AS wal, (SELECT count(*) > 0 FROM pg_collation WHERE collprovider = 'i') AS icu`,
    );
    expect(facts).toEqual([{ major: server.major, encoding: 'UTF8', wal: 'logical', icu: true }]);
  });

  it('collects notices', () => {
    expect(db.notices).toEqual(['hi']);
  });

  it('lets another role in', async () => {
    const role = await server.createRole();
    const client = await db.client({ user: role, password: 'a b@:/' });
    const result = await client.query<{ who: string }>('SELECT current_user AS who');
    expect(result.rows).toEqual([{ who: role }]);
  });

  it('cannot be stopped by a test', async () => {
    await expect(server.stop()).rejects.toThrow('ends with the run');
  });
});

it('starts a server of its own with settings', async () => {
  const server = await startServer(18, { settings: { max_prepared_transactions: '5' } });
  const db = await server.createDatabase();
  expect(await db.query('SHOW max_prepared_transactions')).toEqual([{ max_prepared_transactions: '5' }]);
  await db.drop();
  await server.stop();
  await expect(server.createDatabase()).rejects.toThrow('ECONNREFUSED');
});
