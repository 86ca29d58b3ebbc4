import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SqlClient } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import type { Catalog, Column, Table } from '../../src/types.ts';
import { newest, servers } from '../support/server.ts';
import { clientOf, failure, messyPglite, messySql, rewrite } from './messy.ts';

const TARGET = '"My.Schema"."Users".price';

interface Place {
  readonly name: string;
  open(): Promise<{ client: SqlClient; close(): Promise<void> }>;
}

function named<T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined {
  return list.find((each) => each.name === name);
}

const places: readonly Place[] = [
  ...servers().map((server) => ({
    name: `PostgreSQL ${String(server.major)}`,
    open: async () => {
      const database = await server.createDatabase(messySql);
      return { client: await clientOf(database), close: () => database.drop() };
    },
  })),
  { name: 'PGlite', open: messyPglite },
];

describe.each(places)('$name', ({ open }) => {
  let client: SqlClient;
  let close: () => Promise<void>;
  let catalog: Catalog;
  let table: Table;
  beforeAll(async () => {
    ({ client, close } = await open());
    ({ catalog } = await readCatalog(client, { targets: [TARGET] }, rewrite));
    table = catalog.table;
  });
  afterAll(() => close());

  const column = (name: string): Column | undefined => table.columns.find((each) => each.name === name);

  it('describes the table', () => {
    expect(table).toMatchObject({
      schema: 'My.Schema',
      name: 'Users',
      kind: 'r',
      persistence: 'p',
      rows: null,
      bytes: 0,
      fillfactor: 70,
      rowSecurity: true,
      forceRowSecurity: false,
      replicaIdentity: 'd',
      isPartition: false,
      parents: [],
      children: [],
      extension: null,
    });
    expect(table.indexBytes).toBeGreaterThan(0);
    expect(catalog.role).toMatchObject({
      name: 'postgres',
      superuser: true,
      maySetReplicationRole: true,
      ownsTable: true,
    });
    expect(catalog.environment).toMatchObject({ deadlockTimeoutMs: 1000, blockSize: 8192, roleSettings: [] });
  });

  it('describes columns', () => {
    expect(column('gone')).toBeUndefined();
    expect(column('price')).toMatchObject({
      attnum: 10,
      type: 'numeric(10,2)',
      storage: 'EXTERNAL',
      statisticsTarget: 321,
      options: ['n_distinct=-0.5'],
      comment: 'the price',
      grants: [
        { grantee: 'PUBLIC', grantor: 'postgres', privilege: 'SELECT', grantable: false },
        { grantee: 'PUBLIC', grantor: 'postgres', privilege: 'UPDATE', grantable: false },
      ],
    });
    expect(column('Mood')).toMatchObject({
      type: '"My.Schema"."Mood ☺"[]',
      baseType: { kind: 'b', element: { schema: 'My.Schema', name: 'Mood ☺' } },
    });
    expect(column('kind')).toMatchObject({
      type: '"My.Schema".outer_domain',
      baseType: { schema: 'pg_catalog', name: 'text' },
      domainNotNull: true,
      domainChecked: true,
    });
    expect(column('folded')?.collation).toEqual({
      schema: 'other',
      name: 'ignore_case',
      deterministic: false,
      isTypeDefault: false,
    });
    expect(column('plain')).toMatchObject({ compression: 'pglz', collation: { name: 'C', isTypeDefault: false } });
    expect(column('id')).toMatchObject({
      identity: 'd',
      notNull: true,
      sequence: { schema: 'My.Schema', name: 'Users_id_seq' },
    });
    expect(column('nummer')?.sequence).toEqual({ schema: 'My.Schema', name: 'Users_nummer_seq' });
    expect(column('twice')).toMatchObject({ generated: 's', default: { expression: '(price * (2)::numeric)' } });
  });

  it.each([
    ['plain', 'immutable'],
    ['Mood', 'immutable'],
    ['kind', 'immutable'],
    ['e."mail', 'stable'],
    ['seen', 'stable'],
    ['cast_at', 'stable'],
    ['made_at', 'volatile'],
    ['nummer', 'volatile'],
  ])('the default of %s is %s', (name, volatility) => expect(column(name)?.default?.volatility).toBe(volatility));

  it('describes indexes', () => {
    expect(named(table.indexes, 'Ix')).toMatchObject({
      schema: 'My.Schema',
      definition:
        'CREATE INDEX "Ix" ON "My.Schema"."Users" USING btree (lower(plain) DESC NULLS LAST, "e.""mail") INCLUDE (seen) WHERE (price > (3)::numeric)',
      columns: ['e."mail', 'plain', 'seen', 'price'],
      keyColumns: 2,
      partial: true,
      hasExpressions: true,
      method: 'btree',
      valid: true,
      comment: 'an index',
      constraint: null,
      statistics: [{ position: 1, target: 77 }],
    });
    expect(named(table.indexes, 'uq')).toMatchObject({
      unique: true,
      immediate: false,
      constraint: 'uq',
      nullsNotDistinct: false,
    });
    expect(named(table.indexes, 'no_overlap')).toMatchObject({
      exclusion: true,
      columns: ['price', 'span'],
      constraint: 'no_overlap',
    });
    expect(table.takenNames).toEqual(['Ix', 'Users_pkey', 'ec_left_over', 'no_overlap', 'uq']);
  });

  it('describes constraints of both ends', () => {
    const users = { schema: 'My.Schema', name: 'Users' };
    const own = table.constraints.filter(({ incoming, type }) => !incoming && type !== 'n');
    expect(own.map(({ name, columns }) => [name, columns])).toEqual([
      ['Users_parent_fkey', ['parent']],
      ['Users_pkey', ['id']],
      ['group_fk', ['select', 'parent']],
      ['no_overlap', ['price', 'span']],
      ['price is positive', ['select', 'price']],
      ['uq', ['select', 'price']],
    ]);
    expect(named(own, 'group_fk')).toMatchObject({
      definition: 'FOREIGN KEY (parent, "select") REFERENCES other.groups(id, "to") MATCH FULL',
      table: users,
      references: { schema: 'other', name: 'groups' },
      index: null,
      enforced: true,
    });
    expect(named(own, 'uq')).toMatchObject({ type: 'u', deferrable: true, deferred: true, index: 'uq' });
    expect(named(own, 'price is positive')).toMatchObject({ type: 'c', noInherit: true, validated: true });
    expect(table.constraints.filter(({ incoming }) => incoming)).toMatchObject([
      { name: 'Users_parent_fkey', table: users, references: users, columns: ['id'] },
      { name: 'to_users', table: { schema: 'other', name: 'groups' }, references: users, columns: ['id'] },
    ]);
    expect(table.constraints.some(({ type }) => type === 'n')).toBe(catalog.server.major >= 18);
  });

  it('describes triggers, policies, rules and statistics', () => {
    expect(table.triggers).toMatchObject([
      {
        name: 'Touch it',
        function: { schema: 'other', name: 'touch' },
        arguments: ['a b', 'x\\000y', '', 'grüße'],
        timing: 'BEFORE',
        row: true,
        events: ['INSERT', 'UPDATE'],
        updateOf: ['price'],
        columns: ['select', 'price'],
        enabled: 'D',
        inherited: false,
      },
    ]);
    expect(table.policies).toMatchObject([
      {
        name: 'elsewhere',
        table: { schema: 'other', name: 'groups' },
        permissive: true,
        command: 'ALL',
        roles: ['PUBLIC'],
        columns: ['select', 'price'],
      },
      {
        name: 'own',
        permissive: false,
        command: 'UPDATE',
        using: '(price > (1)::numeric)',
        check: '("select" > 1)',
        columns: ['select', 'price'],
      },
    ]);
    expect(table.rules.map((rule) => [rule.name, rule.table.name, rule.columns])).toEqual([
      ['far', 'groups', ['select', 'price']],
      ['Rule', 'Users', ['price']],
    ]);
    expect(table.statistics).toMatchObject([
      {
        schema: 'other',
        name: 'st',
        columns: ['plain', 'price'],
        target: null,
        definition: 'CREATE STATISTICS other.st (ndistinct) ON price, lower(plain) FROM "My.Schema"."Users"',
      },
    ]);
  });

  it('describes views that read a column', () => {
    expect(table.views).toMatchObject([
      {
        schema: 'other',
        name: 'The View',
        materialized: false,
        options: ['security_barrier=true'],
        outputs: ['a', 'price'],
        columns: ['select', 'price'],
      },
      { schema: 'other', name: 'mat', materialized: true, outputs: ['plain', 'price'], columns: ['plain', 'price'] },
    ]);
    expect(table.views[0]?.definition).toMatch(/FROM "My\.Schema"\."Users"$/);
  });

  it('describes functions that mention the column, and no others', () => {
    expect(
      table.functions.map(({ name, body, mentions, triggerOnTarget }) => ({ name, body, mentions, triggerOnTarget })),
    ).toEqual([
      { name: 'atomic', body: 'atomic', mentions: [], triggerOnTarget: false },
      { name: 'of_row', body: 'string', mentions: [{ line: 1, text: 'SELECT u.price' }], triggerOnTarget: false },
      { name: 'reads', body: 'string', mentions: [{ line: 1, text: 'SELECT max(price)' }], triggerOnTarget: false },
      {
        name: 'touch',
        body: 'string',
        mentions: [{ line: 3, text: 'NEW.PRICE := NEW.price + 1;' }],
        triggerOnTarget: true,
      },
    ]);
    expect(table.functions[0]).toMatchObject({ arguments: 'OUT total numeric', language: 'sql', kind: 'f' });
  });

  it('describes the rest', () => {
    expect(table.rowTypeUsers).toEqual([
      'other.keeps.d',
      'other.keeps.many',
      'other.keeps.p',
      'other.keeps.u',
      'other.pair.first',
      'other.user_domain',
    ]);
    expect(table.rowTypeFunctions).toEqual(['other.of_row("My.Schema"."Users")']);
    expect(table.otherDependents).toEqual(['generated column twice']);
    expect(table.helpers).toEqual([
      { kind: 'new column', name: 'plain', plan: 'rename-users-plain-ab12' },
      { kind: 'sync trigger', name: 'Touch it', plan: 'rename-users-plain-ab12' },
    ]);
    expect(table.publications).toMatchObject([
      { name: 'every', allTables: true, columns: null },
      { name: 'pub', allTables: false, viaSchema: false, columns: null, filter: null },
    ]);
  });

  it('describes partitions', async () => {
    const parted = (await readCatalog(client, { targets: ['parted.day'] }, rewrite)).catalog.table;
    expect(parted).toMatchObject({ kind: 'p', children: [{ schema: 'public', name: 'parted_1' }], rows: null });
    expect(parted.otherDependents).toEqual(['partition key of table public.parted']);
    expect(parted.constraints.filter(({ incoming }) => incoming).map(({ table: at }) => at.name)).toEqual(['points']);
    const leaf = (await readCatalog(client, { targets: ['parted_1.id'] }, rewrite)).catalog.table;
    expect(leaf).toMatchObject({ kind: 'r', isPartition: true, parents: [{ schema: 'public', name: 'parted' }] });
    const points = (await readCatalog(client, { targets: ['points.parted_id'] }, rewrite)).catalog.table;
    expect(points.constraints.filter(({ type }) => type === 'f')).toHaveLength(1);
  });
});

it('reads what only newer servers have', async () => {
  const database = await newest().createDatabase(`
    CREATE TABLE t (a int, b int NOT NULL, v int GENERATED ALWAYS AS (a + 1) VIRTUAL, CONSTRAINT c CHECK (a > 0) NOT ENFORCED);
    CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;
    CREATE PUBLICATION listed FOR TABLE t (a, b) WHERE (b > 1);
    CREATE PUBLICATION whole FOR TABLES IN SCHEMA public`);
  const client = await clientOf(database);
  const { table } = (await readCatalog(client, { targets: ['t.a'] }, rewrite)).catalog;
  expect(table.columns[2]).toMatchObject({ name: 'v', generated: 'v' });
  expect(table.otherDependents).toEqual(['generated column v']);
  expect(table.indexes[0]?.nullsNotDistinct).toBe(true);
  expect(table.constraints).toMatchObject(
    [
      { name: 't_b_not_null', type: 'n' },
      { name: 'c', enforced: false },
    ].toSorted((x, y) => (x.name < y.name ? -1 : 1)),
  );
  expect(table.publications).toEqual([
    {
      name: 'listed',
      allTables: false,
      viaSchema: false,
      columns: ['a', 'b'],
      filter: '(b > 1)',
      filterColumns: ['b'],
    },
    { name: 'whole', allTables: false, viaSchema: true, columns: null, filter: null, filterColumns: [] },
  ]);
  await database.drop();
});

it('reads as a role that owns nothing, and names the settings of roles', async () => {
  const database = await newest().createDatabase(
    'CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 1000); ANALYZE t',
  );
  const role = await newest().createRole();
  await database.exec(`ALTER ROLE ${role} IN DATABASE ${database.name} SET statement_timeout = '5s'`);
  const client = await clientOf(database);
  await client.query(`SET ROLE ${role}`);
  const { role: own, table, environment } = (await readCatalog(client, { targets: ['t.a'] }, rewrite)).catalog;
  expect(own).toEqual({
    name: role,
    superuser: false,
    maySetReplicationRole: false,
    maySetDeadlockTimeout: false,
    ownsTable: false,
  });
  expect(table).toMatchObject({ rows: 1000 });
  expect(table.columns[0]).toMatchObject({ averageWidth: null, nullFraction: null });
  expect(environment.roleSettings).toEqual([{ role, database: database.name, name: 'statement_timeout', value: '5s' }]);
  await client.query('RESET ROLE');
  expect((await readCatalog(client, { targets: ['t.a'] }, rewrite)).catalog.table.columns[0]).toMatchObject({
    averageWidth: 4,
    nullFraction: 0,
  });
  await database.drop();
});

it('says that the connection ended', async () => {
  const database = await newest().createDatabase();
  const client = await clientOf(database);
  const [backend] = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await database.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
  expect((await failure(client, 't.a')).message).toContain('The connection ended while the schema was read');
  await database.drop();
});
