/** Partitions and children that come while a plan is under way. */
import { afterEach, describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { Case } from '../support/case.ts';
import { attempt, pick } from '../support/phases.ts';
import { newest, oldest, type TestServer } from '../support/server.ts';
import { type Subject, subject, Walk } from './walk.ts';

const SCHEMA = `
  CREATE TABLE users (id int, at date NOT NULL, full_name text NOT NULL DEFAULT 'x', UNIQUE (full_name, at)) PARTITION BY RANGE (at);
  CREATE INDEX ON users (full_name);
  CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  INSERT INTO users SELECT i, DATE '2026-01-01' + i, 'name ' || i FROM generate_series(0, 20) AS i;`;

const CHILDREN = `
  CREATE TABLE users (id int, full_name text);
  CREATE TABLE kids () INHERITS (users);
  INSERT INTO kids VALUES (1, 'a');`;

let opened: Subject | undefined;

async function walking(schema: string, server: TestServer): Promise<Walk> {
  const each: Case = {
    name: 'family',
    kind: 'rename',
    schema,
    change: { kind: 'rename', target: 'users.full_name', name: 'display_name' },
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

const RESULT = `SELECT count(*)::int AS rows, bool_and(display_name = 'name ' || id) AS same FROM users`;
const VALID = `SELECT bool_and(indisvalid) AS valid, count(*)::int AS count FROM pg_index
  WHERE indrelid IN (SELECT relid FROM pg_partition_tree('users'))`;

describe.each([newest(), oldest()])('on $major', (server) => {
  it('carries partitions that come between expand and contract', { timeout: 60_000 }, async () => {
    const walk = await walking(SCHEMA, server);
    const { client } = walk.subject;
    await walk.runs('expand');
    await client.query(`
      CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
      INSERT INTO users (id, at, full_name) VALUES (31, '2026-02-01', 'name 31');
      CREATE TABLE users_3 (LIKE users INCLUDING ALL);
      INSERT INTO users_3 (id, at, full_name) VALUES (60, '2026-03-02', 'name 60');
      ALTER TABLE users ATTACH PARTITION users_3 FOR VALUES FROM ('2026-03-01') TO ('2026-04-01');`);
    await walk.runs('backfill');
    await client.query(`
      CREATE TABLE users_4 PARTITION OF users FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
      INSERT INTO users (id, at, display_name) VALUES (90, '2026-04-01', 'name 90');`);
    await walk.runs('contract');
    expect((await client.query(RESULT)).rows).toEqual([{ rows: 24, same: true }]);
    expect((await client.query(VALID)).rows).toEqual([{ valid: true, count: 10 }]);
    await expect(client.query('SELECT full_name FROM users_4')).rejects.toThrow(/does not exist/);
  });

  it('says so when a partition came after the plan and before expand', { timeout: 60_000 }, async () => {
    const walk = await walking(SCHEMA, server);
    const { client } = walk.subject;
    await client.query("CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')");
    await walk.runs('expand');
    await client.query("INSERT INTO users (id, at, full_name) VALUES (31, '2026-02-01', 'name 31')");
    const error = await attempt(client, pick(walk.files, 'backfill'), false);
    expect(error?.message).toMatch(
      /^A partition that is not in this plan has no index for users_full_name_\w+ on display_name/,
    );
    await walk.refuses('contract');
  });

  it('does not contract while a child without the trigger is there', { timeout: 60_000 }, async () => {
    const walk = await walking(CHILDREN, server);
    const { client } = walk.subject;
    await walk.runs('expand');
    await walk.runs('backfill');
    await client.query('CREATE TABLE late () INHERITS (users)');
    await walk.refuses('contract');
    await client.query('ALTER TABLE late NO INHERIT users');
    await walk.runs('contract');
    expect((await client.query('SELECT display_name FROM users')).rows).toEqual([{ display_name: 'a' }]);
  });
});
