import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidePassword } from '../../src/wizard/connection.ts';
import { emptyDirectory, run } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { keys, type Terminal, terminal } from './terminal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    'CREATE TABLE users (id bigint PRIMARY KEY, email text, full_name text); CREATE TABLE orders (id bigint PRIMARY KEY);',
  );
});
afterAll(() => database.drop());

const list = (directory: string) => readdirSync(directory, { recursive: true }).map(String).toSorted();

/** Picks a table, a part of it and a kind of change. */
async function chooses(shell: Terminal, table: string, thing: string, kind: string): Promise<void> {
  await shell.picks(/Which table\?/, table);
  await shell.picks(/What of /, thing);
  await shell.picks(/What is to be done with /, kind);
}

/** The questions of a rename between its name and the last one, each answered with Enter. */
async function goesOn(shell: Terminal): Promise<void> {
  for (const question of [
    /Another change of users/,
    /By which strategy/,
    /What keeps the old/,
    /For which migration tool/,
    /Which phases go among the migrations now/,
  ])
    await shell.answers(question, keys.enter);
}

test('key by key: connection, table, column, kind, name, ways, preview, the line that does the same, files', async () => {
  const cwd = emptyDirectory();
  const shell = terminal([], cwd);
  await shell.answers(/Which database\?/, database.urlAs('postgres', 's3cret') + keys.enter);
  await chooses(shell, 'user', 'full', 'rename');
  await shell.answers(/Its new name\? \(now full_name\)/, `display_name${keys.enter}`);
  await goesOn(shell);
  for (const seen of [
    /PostgreSQL 18/,
    /Deploy 1: /,
    /0001_expand\S+\.sql/,
    /Locks: /,
    /Deploy 3: /,
    /Needs your attention/,
  ])
    await shell.sees(seen);
  await shell.sees(/The same in one line:\s+plan rename users\.full_name display_name \\\s+--database /);
  await shell.sees(/The password is left out/);
  await shell.sees(/Write these \d+ files\?/);
  expect(readdirSync(cwd)).toEqual([]);
  await shell.types(`y${keys.enter}`);
  await shell.sees(/Wrote 3 migrations/);
  expect(await shell.ended).toBe(0);
  expect(shell.raw()).not.toContain('s3cret');
  expect(shell.longest()).toMatch(/^.{1,80}$/);

  const direct = emptyDirectory();
  const line = ['rename', 'users.full_name', 'display_name', '--database', database.url];
  expect((await run(line, { cwd: direct })).code).toBe(0);
  expect(list(cwd)).toEqual(list(direct));
  for (const file of list(cwd).filter((path) => path.endsWith('.sql')))
    expect(undated(join(cwd, file))).toBe(undated(join(direct, file)));
});

const undated = (path: string) => readFileSync(path, 'utf8').replace(/^-- Created: .*$/m, '');

test('asks for nothing that is known: DATABASE_URL', async () => {
  const shell = terminal([], emptyDirectory(), { DATABASE_URL: database.urlAs('postgres', 's3cret') });
  await shell.sees(/Database: \w+ on 127\.0\.0\.1:\d+ as postgres \(DATABASE_URL/);
  await shell.sees(/Which table/);
  expect(shell.screen()).not.toMatch(/Which database/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(shell.raw()).not.toContain('s3cret');
});

test('shows what .env and the framework name, and where, and takes one of them', async () => {
  const cwd = emptyDirectory();
  const url = new URL(database.urlAs('postgres', 's3cret'));
  writeFileSync(join(cwd, '.env'), `DATABASE_URL="${url.href}?schema=public&connection_limit=5"\n`);
  mkdirSync(join(cwd, 'config'));
  writeFileSync(
    join(cwd, 'config/database.yml'),
    'development:\n  adapter: postgresql\n  host: db.example\n  username: me\n  password: hidden\n  database: other\n',
  );
  const shell = terminal([], cwd);
  await shell.sees(/Which database\?/);
  await shell.sees(/on 127\.0\.0\.1:\d+ as postgres +DATABASE_URL in \.env/);
  await shell.sees(/other on db\.example:5432 as me +development in config\/database\.yml/);
  await shell.sees(/another one/);
  await shell.types(keys.enter);
  await shell.sees(/Which table\?/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(shell.raw()).not.toMatch(/s3cret|hidden/);
  expect(list(cwd)).toEqual(['.env', 'config', 'config/database.yml']);
});

test('the database that plan.config.json chooses: taken when it is the only one, first of several; the line need not name it', async () => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'plan.config.json'), '{ "connection": "APP_DB", "format": "goose" }');
  writeFileSync(join(cwd, '.env'), `APP_DB=${database.urlAs('postgres', 's3cret')}\n`);
  const alone = terminal([], cwd);
  await alone.sees(/Database: \w+ on 127\.0\.0\.1:\d+ as postgres \(APP_DB, from\s+plan\.config\.json\)/);
  await alone.answers(/Which table\?/, keys.ctrlC);
  expect(await alone.ended).toBe(130);

  const shell = terminal([], cwd, { DATABASE_URL: 'postgres://me@127.0.0.1:1/other' });
  await shell.sees(/❯ t_\w+ on 127\.0\.0\.1:\d+ as p/);
  await shell.sees(/other on 127\.0\.0\.1:1 as me/);
  await shell.picks(/APP_DB, from plan\.config\.json/, '');
  await chooses(shell, 'user', 'full', 'rename');
  await shell.answers(/Its new name/, `display_name${keys.enter}`);
  for (const question of [/Another change/, /By which strategy/, /What keeps/, /Which phases/])
    await shell.answers(question, keys.enter);
  await shell.sees(/The same in one line:\s+plan rename users\.full_name display_name\n\n/);
  await shell.answers(/Write these/, keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(alone.raw() + shell.raw()).not.toContain('s3cret');
  expect(list(cwd)).toEqual(['.env', 'plan.config.json']);
});

test('a database that does not answer is asked for again', async () => {
  const shell = terminal([], emptyDirectory());
  await shell.answers(/Which database\?/, `postgres://me:s3cret@127.0.0.1:1/x${keys.enter}`);
  await shell.sees(/error: /);
  await shell.sees(/Which database\?/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(shell.raw()).not.toContain('s3cret');
});

test('Ctrl-C at the last question leaves nothing behind', async () => {
  const cwd = emptyDirectory();
  const shell = terminal(['--database', database.url], cwd);
  await chooses(shell, 'users', 'full_name', 'rename');
  await shell.answers(/Its new name/, `display_name${keys.enter}`);
  await goesOn(shell);
  await shell.answers(/Write these/, keys.ctrlC);
  await shell.sees(/Nothing was written\./);
  expect(await shell.ended).toBe(130);
  expect(readdirSync(cwd)).toEqual([]);
});

test.each([
  ['postgres://u:secret@h/d', 'postgres://u:******@h/d'],
  ['postgres://u:sec', 'postgres://u:***'],
  ['postgres://u:p@ss@h/d', 'postgres://u:****@h/d'],
  ['postgres://u@h:5432/d', 'postgres://u@h:5432/d'],
  ['postgres://h', 'postgres://h'],
])('%s is shown as %s', (typed, shown) => {
  expect(hidePassword(typed)).toBe(shown);
});
