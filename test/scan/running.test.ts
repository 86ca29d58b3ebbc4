/** pg_stat_statements as the servers ship it: it has to be loaded when a server starts, so these are servers of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPg } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { runningMentions } from '../../src/scan/running.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { RunningStatements } from '../../src/types.ts';
import { newest, startServer, type TestDatabase, type TestServer } from '../support/server.ts';
import { wanted } from './looking.ts';

const SCHEMA = `CREATE TABLE users (id bigint PRIMARY KEY, full_name text); CREATE TABLE customers (id bigint, full_name text);
  CREATE ROLE reader LOGIN; GRANT SELECT ON users TO reader;`;

async function asked(database: TestDatabase, user?: string): Promise<RunningStatements[]> {
  const client = await database.client(user === undefined ? {} : { user });
  const question = { targets: ['users.full_name'], running: true } as const;
  const { running } = (await readCatalog(fromPg(client), question, (right) => right)).catalog;
  return running === undefined ? [] : [running];
}

describe.each([14, 18])('on PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  beforeAll(async () => {
    await loadSql();
    server = await startServer(major, { settings: { shared_preload_libraries: 'pg_stat_statements' } });
    database = await server.createDatabase(
      `${SCHEMA} CREATE SCHEMA "Stats"; CREATE EXTENSION pg_stat_statements SCHEMA "Stats"; GRANT USAGE ON SCHEMA "Stats" TO reader;`,
    );
    const reader = await database.client({ user: 'reader' });
    for (let at = 0; at < 5; at += 1) await reader.query('SELECT full_name FROM users WHERE id = $1', [at]);
    for (let at = 0; at < 3; at += 1) await database.query(`UPDATE users SET full_name = 'x${String(at)}'`);
    await database.query('SELECT full_name FROM customers');
    await database.query('SELECT id FROM users');
  });
  afterAll(async () => {
    await database.drop();
    await server.stop();
  });

  it('finds the statements that use the column, with their calls, and tells those of another table', async () => {
    const { running, runningSays } = runningMentions(await asked(database), [wanted('users', 'full_name')]);
    expect(runningSays).toBe('');
    // The schema itself was sent as statements too.
    expect(running?.filter(({ query }) => /^(select|update)/i.test(query))).toEqual([
      { query: 'SELECT full_name FROM users WHERE id = $1', calls: 5, access: 'read', certainty: 'certain' },
      { query: 'UPDATE users SET full_name = $1', calls: 3, access: 'write', certainty: 'certain' },
      { query: 'SELECT full_name FROM customers', calls: 1, access: 'read', certainty: 'other' },
    ]);
  });

  it('says what a role cannot see', async () => {
    const found = await asked(database, 'reader');
    const { running, runningSays } = runningMentions(found, [wanted('users', 'full_name')]);
    expect(running).toMatchObject([{ calls: 5, certainty: 'certain' }]);
    expect(runningSays).toMatch(
      /^\d+ statements of other roles could not be read: ask as a member of pg_read_all_stats/,
    );
  });

  it('goes on when the role may not read it', async () => {
    await database.exec('REVOKE USAGE ON SCHEMA "Stats" FROM reader; GRANT ALL ON users TO reader');
    expect(await asked(database, 'reader')).toEqual([{ why: 'not readable' }]);
  });
});

describe('on a server that has not loaded it', () => {
  it('goes on without it, and says why', async () => {
    const database = await newest().createDatabase('CREATE TABLE users (id bigint, full_name text)');
    try {
      expect(await asked(database)).toEqual([{ why: 'not installed' }]);
      await database.exec('CREATE EXTENSION pg_stat_statements');
      const found = await asked(database);
      expect(found).toEqual([{ why: 'not readable' }]);
      expect(runningMentions(found, [wanted('users', 'full_name')])).toEqual({
        running: null,
        runningSays: 'pg_stat_statements could not be read by this role, or is not loaded by the server.',
      });
    } finally {
      await database.drop();
    }
  });
});
