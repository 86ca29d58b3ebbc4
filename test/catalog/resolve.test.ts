import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlClient } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { supportedServer } from '../../src/catalog/session.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { clientOf, failure, messySql, rewrite } from './messy.ts';

let database: TestDatabase;
let client: SqlClient;
beforeAll(async () => {
  database = await newest().createDatabase(messySql);
  client = await clientOf(database);
});
afterAll(() => database.drop());

describe('finds', () => {
  it.each([
    ['accounts.balance', 'public', 'accounts', 'balance'],
    ['ACCOUNTS.Balance', 'public', 'accounts', 'balance'],
    ['accounts.order', 'public', 'accounts', 'order'],
    ['Users.createdAt', 'public', 'Users', 'createdAt'],
    ['public."Users".full_name', 'public', 'Users', 'full_name'],
    ['"My.Schema"."Users"."e.""mail"', 'My.Schema', 'Users', 'e."mail'],
    ['"My.Schema".Users.grüße$', 'My.Schema', 'Users', 'grüße$'],
  ])('%s', async (target, schema, name, column) => {
    const read = await readCatalog(client, { targets: [target] }, rewrite);
    expect(read.columns).toEqual([column]);
    expect(read.catalog.table).toMatchObject({ schema, name });
  });

  it.each([
    ['accounts', 'public', 'accounts'],
    ['public.accounts', 'public', 'accounts'],
    ['"My.Schema".Users', 'My.Schema', 'Users'],
  ])('the table %s', async (target, schema, name) => {
    const { catalog, columns } = await readCatalog(client, { targets: [target] }, rewrite);
    expect(columns).toEqual([]);
    expect(catalog).toMatchObject({ target: 'table', table: { schema, name } });
  });

  it('what a name means that is a table and a column', async () => {
    const { query } = client;
    await query('CREATE SCHEMA twice; CREATE TABLE twice.thing (id int); CREATE TABLE public.twice (thing int)');
    expect(await failure(client, 'twice.thing')).toEqual({
      message: 'twice.thing is two things: the column public.twice.thing, and the table twice.thing.',
      hint: `for the column: plan rename public.twice.thing new\nor for the table: plan rename ${database.name}.twice.thing new`,
    });
    expect((await readCatalog(client, { targets: ['public.twice.thing'] }, rewrite)).columns).toEqual(['thing']);
    const { catalog } = await readCatalog(client, { targets: [`${database.name}.twice.thing`] }, rewrite);
    expect(catalog).toMatchObject({ target: 'table', table: { schema: 'twice', name: 'thing' } });
    await query('DROP TABLE public.twice; DROP SCHEMA twice CASCADE');
  });

  it('that one plan renames one table', async () => {
    const error: unknown = await readCatalog(client, { targets: ['accounts', 'public.accounts.id'] }, rewrite).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ message: 'public.accounts is a table, and one plan renames one table.' });
  });

  it('a table of this database, by its full name', async () => {
    const { columns } = await readCatalog(client, { targets: [`${database.name}.public.accounts.balance`] }, rewrite);
    expect(columns).toEqual(['balance']);
  });

  it('the first table of the search_path, and gives the path back', async () => {
    await client.query(`SET search_path = "$user", nowhere, "My.Schema", other, public`);
    const { catalog } = await readCatalog(client, { targets: ['"Users".price'] }, rewrite);
    expect(catalog.table.schema).toBe('My.Schema');
    expect(catalog.searchPath).toEqual(['My.Schema', 'other', 'public']);
    expect(await client.query('SHOW search_path')).toEqual([
      { search_path: '"$user", nowhere, "My.Schema", other, public' },
    ]);
    await client.query('RESET search_path');
  });
});

describe('says what was found instead', () => {
  it.each([
    [
      'acounts.balance',
      'There is no table acounts. Similar names: public.accounts.',
      'plan rename public.accounts.balance new',
    ],
    [
      'accounts.balence',
      'public.accounts has no column balence. Similar names: balance.',
      'plan rename public.accounts.balance new',
    ],
    [
      'accounts.zzz',
      'public.accounts has no column zzz. Its columns: id, balance, "order".',
      'plan rename public.accounts.<column> new',
    ],
    [
      'hidden.id',
      'not in a schema of the search_path (public), but there is other.hidden.',
      'plan rename other.hidden.id new',
    ],
    [
      'hidden_twice.id',
      'but there is "My.Schema".hidden_twice, other.hidden_twice.',
      'plan rename "My.Schema".hidden_twice.id new\nor: plan rename other.hidden_twice.id new',
    ],
    [
      'other.accounts.id',
      'not in the schema other, but there is public.accounts.',
      'plan rename public.accounts.id new',
    ],
    [
      'nope.qqqqqq.id',
      'There is no schema nope and no table qqqqqq; the schemas are "My.Schema", other, public.',
      'plan rename <schema>.<table>.id new',
    ],
    ['qqqqqq.id', 'There is no table qqqqqq in this database', 'Check that the connection is to the right database'],
    ['seen.id', 'public.seen is a view, not a table', 'Name the column of the table that it reads'],
    ['other.mat.price', 'other.mat is a materialized view', 'Name the column of the table'],
    ['counter.last_value', 'public.counter is a sequence', 'Name a table'],
    ['pg_class.relname', 'pg_catalog.pg_class is a system table', 'Name a table of your own'],
    ['accounts.ctid', 'ctid is a system column of public.accounts', 'Name a column that you created'],
    ['balance', 'balance names no table and no column', 'plan rename <table>.balance new'],
    ['acounts', 'There is no table acounts. Similar names: public.accounts', 'plan rename public.accounts new'],
    ['elsewhere.public.accounts.id', 'is in the database elsewhere', 'Point --database at elsewhere'],
    ['a.b.c.d.e', 'a.b.c.d.e has too many parts', 'double quotes'],
    ['accounts.', 'is not a name', '[schema.]table.column'],
  ])('%s', async (target, message, hint) => {
    const error = await failure(client, target);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('and leaves no transaction behind', async () => {
    await failure(client, 'nope.nope');
    expect(await client.query(`SELECT now() = statement_timestamp() AS fresh`)).toEqual([{ fresh: true }]);
  });

  it('when a session holds a lock', async () => {
    const other = await clientOf(database);
    await other.query('BEGIN');
    await other.query('LOCK TABLE public.accounts IN ACCESS EXCLUSIVE MODE');
    expect((await failure(client, 'accounts.balance')).message).toContain('Another session holds a lock');
    await other.query('ROLLBACK');
  });
});

const session = (versionNum: number) => ({ versionNum, version: 'x', database: 'd', searchPath: [] });

it('takes servers 14 to 18', () => {
  expect(supportedServer(session(140_000))).toEqual({ versionNum: 140_000, major: 14 });
  expect(supportedServer(session(180_004)).major).toBe(18);
  expect(() => supportedServer(session(130_012))).toThrow('14 is the oldest supported');
  expect(() => supportedServer(session(190_000))).toThrow('not tested there yet');
});
