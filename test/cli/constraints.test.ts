/** Indexes and constraints that cannot be: one sentence with the way out, before anything is written. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    `CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, profile json, "Case" text, team int, seen timestamptz);
     CREATE TABLE teams (id bigint PRIMARY KEY, name text);`,
  );
});
afterAll(() => database.drop());

test.each<[string, string[], RegExp, RegExp]>([
  [
    'a column that is not there',
    ['add-index', 'users', 'mail'],
    /no column mail\. Its columns: id, email/,
    /one of these/,
  ],
  ['a column in an expression', ['add-index', 'users', 'lower(mail)'], /column "mail" does not exist/, /./],
  [
    'two statements',
    ['add-index', 'users', 'id); DROP TABLE users; --'],
    /not one SQL expression/,
    /give one expression/,
  ],
  ['more than keys', ['add-index', 'users', 'id) WHERE (true'], /not the key of an index/, /lower\(email\)/],
  ['a method', ['add-index', 'users', 'email', '--method', 'bitmap'], /no index method bitmap.*btree/, /--method/],
  [
    'what a method cannot',
    ['add-index', 'users', 'email', '--method', 'hash', '--unique'],
    /cannot be unique/,
    /btree/,
  ],
  [
    'a type without an order',
    ['add-index', 'users', 'profile'],
    /json has no default operator class for btree/,
    /--method/,
  ],
  ['an operator class', ['add-index', 'users', 'email nope_ops'], /no such operator class/, /CREATE INDEX/],
  ['a function that changes', ['add-index', 'users', "to_char(seen, 'YYYY')"], /to_char is not/, /IMMUTABLE/],
  ['no condition', ['add-index', 'users', 'email', '--where', 'id + 1'], /not a condition/, /--where/],
  [
    'two conditions',
    ['add-index', 'users', 'email', '--where', 'id > 1; DELETE'],
    /not one SQL expression/,
    /expression/,
  ],
  ['a column to include', ['add-index', 'users', 'email', '--include', 'nope'], /no column nope/, /one of these/],
  ['a name that is too long', ['add-index', 'users', 'email', '--name', 'n'.repeat(64)], /64 bytes/, /shorter/],
])('%s', async (_, args, says, hint) => {
  const cwd = emptyDirectory();
  const { code, out, err } = await run([...args, '--database', database.url], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(says);
  expect(err).toMatch(hint);
  expect(err).not.toMatch(/ {4}at /);
  expect(readdirSync(cwd)).toEqual([]);
});
