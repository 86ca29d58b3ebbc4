/** Indexes and constraints that cannot be: one sentence with the way out, before anything is written. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, runHere } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    `CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, profile json, "Case" text, team int, seen timestamptz);
     CREATE TABLE teams (id bigint PRIMARY KEY, name text);
     CREATE INDEX users_email ON users (email);`,
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
  [
    'a value that changes',
    ['add-index', 'users', 'email', '--where', 'seen > current_date'],
    /CURRENT_DATE is not/,
    /IMMUTABLE/,
  ],
  ['a query as a check', ['add-check', 'users', 'id IN (SELECT id FROM teams)'], /cannot hold a query/, /foreign key/],
  ['a check of many rows', ['add-check', 'users', 'count(id) > 1'], /aggregate functions are not allowed/, /./],
  ['a check that is none', ['add-check', 'users', 'id; id'], /not one SQL expression/, /expression/],
  ['a check of no condition', ['add-check', 'users', 'email'], /must be type boolean/, /./],
  [
    'columns of two types',
    ['add-foreign-key', 'users.email', 'teams.id'],
    /operator does not exist: text = bigint/,
    /./,
  ],
  ['a table that is not there', ['add-foreign-key', 'users.team', 'team.id'], /no table team/, /teams/],
  ['two columns for one', ['add-foreign-key', 'users.team,id', 'teams.id'], /2 and 1 columns/, /as many/],
  [
    'a table as a column',
    ['add-foreign-key', 'users', 'teams.id'],
    /not the columns of one table/,
    /orders\.customer_id/,
  ],
  [
    'an action',
    ['add-foreign-key', 'users.team', 'teams.id', '--on-delete', 'explode'],
    /not one of: no action/,
    /cascade/,
  ],
  ['a unique column that is not there', ['add-unique', 'users', 'mail'], /no column mail/, /one of these/],
  ['a column twice', ['add-primary-key', 'users', 'email', 'email'], /named twice/, /once/],
  [
    'an index that is not there',
    ['drop-index', 'users_pkeys'],
    /no index users_pkeys.*users_pkey/,
    /plan drop-index public\.users_pkey/,
  ],
  [
    'a constraint that is not there',
    ['drop-constraint', 'users', 'users_key'],
    /no constraint users_key.*users_pkey/,
    /one of these/,
  ],
  ['keys that an index has', ['replace-index', 'users_email', 'email'], /has these keys already/, /other keys/],
  ['no condition', ['add-index', 'users', 'email', '--where', 'id + 1'], /argument of WHERE must be type boolean/, /./],
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
  const { code, out, err } = await runHere([...args, '--database', database.url], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(says);
  expect(err).toMatch(hint);
  expect(err).not.toMatch(/ {4}at /);
  expect(readdirSync(cwd)).toEqual([]);
});
