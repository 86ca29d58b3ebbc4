/** What the wizard picks from is read as all else is: in a READ ONLY transaction that gives up in time. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromPg, type SqlClient } from '../../src/catalog/client.ts';
import { surveyTables } from '../../src/catalog/survey.ts';
import { surveyTable } from '../../src/catalog/survey-table.ts';
import { newest, type TestDatabase } from '../support/server.ts';

let database: TestDatabase;
let connection: pg.Client;
beforeAll(async () => {
  database = await newest().createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, email text)');
  connection = new pg.Client({ connectionString: database.url });
  await connection.connect();
});
afterAll(async () => {
  await connection.end();
  await database.drop();
});

const STATE = `SELECT concat_ws(' ', current_setting('transaction_read_only'), current_setting('statement_timeout'),
  current_setting('lock_timeout')) AS state`;

/** A client that notes in which state each query finds the transaction. */
function watching(states: string[]): SqlClient {
  const client = fromPg(connection);
  return {
    async query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]> {
      const [found] = text.includes('pg_class') ? await client.query<{ state: string }>(STATE) : [];
      if (found !== undefined) states.push(found.state);
      return await client.query<Row>(text, values);
    },
  };
}

test('tables, and what a table is made of', async () => {
  const states: string[] = [];
  const client = watching(states);
  const [users] = await surveyTables(client);
  const parts = await surveyTable(client, users?.oid ?? 0);
  expect(users?.name).toBe('users');
  expect(parts.columns.map(({ name }) => name)).toEqual(['id', 'email']);
  expect(states.length).toBeGreaterThanOrEqual(2);
  expect(new Set(states)).toEqual(new Set(['on 30s 2s']));
  // The transaction has ended, and has left no setting behind.
  expect((await fromPg(connection).query(STATE))[0]).toEqual({ state: 'off 0 0' });
});

test('a lock that lasts is said as an error of the database, with what to do', async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query('BEGIN; LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE');
  try {
    await expect(surveyTables(fromPg(connection))).rejects.toThrow(/Another session holds a lock/);
  } finally {
    await other.end();
  }
  expect(await surveyTables(fromPg(connection))).toHaveLength(1);
});
