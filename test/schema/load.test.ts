import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPglite } from '../../src/catalog/client.ts';
import { catalogFrom } from '../../src/schema/facts.ts';
import { loadDump } from '../../src/schema/load.ts';
import { dumpVersion } from '../../src/schema/version.ts';
import type { Catalog } from '../../src/types.ts';
import { Embedded } from './embedded.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
const dumped = fixture('pg_dump-16-create-clean.sql');
const rails = fixture('structure.sql');

let embedded: Embedded;
beforeAll(async () => {
  embedded = await Embedded.for([dumped, rails]);
});
afterAll(() => embedded.close());

async function catalogOf(text: string, target: string): Promise<Catalog> {
  const client = fromPglite(await embedded.load(text));
  const said = dumpVersion('schema.sql', text, undefined);
  return await catalogFrom(client, {
    file: 'schema.sql',
    said,
    question: { targets: [target] },
    rewrite: (right) => right,
  });
}

const load = (text: string): Promise<unknown> => catalogOf(`CREATE TABLE t (a text);\n${text}`, 't.a');

it('reads a dump that pg_dump made with --clean --create, as it is', async () => {
  const { table, ...rest } = await catalogOf(dumped, 'customers.name');
  expect(rest.server).toEqual({ versionNum: 160_003, major: 16 });
  expect(rest.dump).toEqual({ file: 'schema.sql', versionFrom: 'header', header: '16.3' });
  expect(rest.searchPath).toEqual(['app', 'public']);
  expect(rest.environment).toMatchObject({
    logicalReplication: true,
    roleSettings: [{ role: null, name: 'statement_timeout', value: '30s' }],
  });
  expect(table).toMatchObject({ owner: 'shop_admin', rows: null, bytes: 0, pages: 0, rowSecurity: true });
  expect(table.columns.map(({ name, compression }) => [name, compression])).toEqual([
    ['id', null],
    ['email', null],
    ['name', null],
    ['about', 'lz4'],
    ['updated_at', null],
  ]);
  const name = table.columns.find((column) => column.name === 'name');
  expect(name).toMatchObject({
    collation: { schema: 'pg_catalog', name: 'sv_SE.utf8' },
    notNull: true,
    default: { expression: String.raw`'a;\b'::text` },
    comment: "as on the invoice; it's theirs",
    grants: [
      { grantee: 'reporting', grantor: 'shop_admin', privilege: 'SELECT', grantable: true },
      { grantee: 'Read Only', grantor: 'reporting', privilege: 'SELECT', grantable: false },
    ],
  });
  expect(table.constraints.map((constraint) => constraint.name)).toEqual([
    'customers_name_check',
    'customers_pkey',
    'orders_customer_id_fkey',
  ]);
  expect(table.indexes.map((index) => index.name)).toEqual(['customers_name_idx', 'customers_pkey']);
  expect(table.triggers.map((trigger) => trigger.name)).toEqual(['customers_touch']);
  expect(table.policies).toMatchObject([{ name: 'own', roles: ['shop_app'] }]);
  expect(table.publications).toMatchObject([{ name: 'feed' }]);
  expect(table.views).toMatchObject([{ name: 'names', owner: 'reporting' }]);
});

it('reads structure.sql of Rails as it is', async () => {
  const { table, server, searchPath } = await catalogOf(rails, 'users.full_name');
  expect(server.major).toBe(17);
  expect(searchPath).toEqual(['public']);
  expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toContain('full_name character varying(200)');
  expect(table.indexes.map(({ name }) => name)).toEqual(['index_users_on_full_name', 'users_pkey']);
});

describe('what psql would do with it', () => {
  it('is an error with the line and the statement, when it cannot be done', async () => {
    await expect(load('\n-- a\nCREATE INDEX i ON t (b);')).rejects.toMatchObject({
      name: 'UserError',
      message:
        'schema.sql, line 4 cannot be loaded into the embedded PostgreSQL: column "b" does not exist: CREATE INDEX i ON t (b)',
    });
  });

  it('is an error at the place where it does not parse', async () => {
    await expect(load('SELECT 1;\nCREATE TABLE u (\n  a text,\n  b txt txt\n);')).rejects.toThrow(
      'schema.sql, line 5 does not parse: syntax error at or near "txt": CREATE TABLE u ( a text, b txt txt )',
    );
  });

  it.each([
    ['\\i more.sql', 'schema.sql, line 2 reads another file, which --schema does not follow: \\i more.sql'],
    ['\\gexec', 'schema.sql, line 2 holds a command of psql that --schema does not know: \\gexec'],
    ['\\connect b\nCREATE TABLE u (a int);', 'schema.sql, line 3 begins the tables of a second database'],
    [
      'CREATE EXTENSION postgis;',
      'schema.sql, line 2 needs the extension postgis, which the embedded PostgreSQL does not have',
    ],
  ])('%s is an error', async (text, message) => {
    const error: unknown = await loadDump({ file: 'schema.sql', text: `CREATE TABLE t (a int);\n${text}` }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'UserError', hint: expect.any(String) as string });
    expect((error as Error).message).toContain(message);
  });

  it.each([
    'SET nonsense = 1; SET default_table_access_method = columnar;',
    'CREATE SCHEMA public; DROP TABLE nothing.here; DROP SCHEMA nowhere;',
    'BEGIN; SET LOCAL work_mem = 1; COMMIT;',
    'CREATE TABLE c (a text COMPRESSION lz4 COLLATE "de-x-icu") TABLESPACE somewhere; CREATE TABLE d () INHERITS (c);',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;',
    'CREATE ROLE app; ALTER ROLE app SUPERUSER; GRANT app TO admin; GRANT ALL ON t TO app, admin;',
    'SET SESSION AUTHORIZATION app; CREATE TABLE public.own (a int); RESET SESSION AUTHORIZATION; CREATE TABLE o2 (a int);',
    "SELECT * FROM pg_catalog.pg_restore_relation_stats('schemaname', 'public', 'relname', 't');",
    'COPY t (a) FROM stdin;\n$$ \' " ;\n\\.\nCREATE INDEX ON t (a);',
    "\\copy t from 'rows.csv' csv",
    'CREATE PROCEDURAL LANGUAGE plpgsql; COMMENT ON DATABASE shop IS NULL;',
    'RESET ALL; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ SELECT a FROM later $$;',
  ])('goes well: %s', async (text) => {
    await expect(load(text)).resolves.toMatchObject({ server: { major: 14 } });
  });

  it('gives objects the owner in whose name they are made', async () => {
    const text = 'SET SESSION AUTHORIZATION app;\nCREATE TABLE t (a text);\nRESET SESSION AUTHORIZATION;';
    expect((await catalogOf(text, 't.a')).table.owner).toBe('app');
  });
});

describe('the version without a header', () => {
  it('is the oldest that knows what is there', async () => {
    expect((await catalogOf('CREATE TABLE t (a text)', 't.a')).server.major).toBe(14);
    const nulls = 'CREATE TABLE t (a text UNIQUE NULLS NOT DISTINCT)';
    expect((await catalogOf(nulls, 't.a')).server.major).toBe(15);
    const virtual = 'CREATE TABLE t (a text, b text GENERATED ALWAYS AS (a) VIRTUAL)';
    expect((await catalogOf(virtual, 't.a')).server.major).toBe(18);
  });

  it('that is said must know it', async () => {
    const text = '-- Dumped from database version 17.2\nCREATE TABLE t (a text, CHECK (a > b) NOT ENFORCED, b text);';
    await expect(catalogOf(text, 't.a')).rejects.toThrow(
      't has a constraint that is NOT ENFORCED, which PostgreSQL 17 does not know',
    );
  });
});
