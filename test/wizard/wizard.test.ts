import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hidePassword } from '../../src/wizard/connection.ts';
import { emptyDirectory, run } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { keys, terminal } from './terminal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    'CREATE TABLE users (id bigint PRIMARY KEY, email text, full_name text); CREATE TABLE orders (id bigint PRIMARY KEY);',
  );
});
afterAll(() => database.drop());

/** Picks from a list as a person does: waits for it, types, sees what is left of it, and only then presses Enter. */
async function picks(shell: ReturnType<typeof terminal>, typed: string, entry: string): Promise<void> {
  await shell.sees(new RegExp(`${entry} {2}\\(`));
  await shell.types(typed);
  // Enter is nothing while the list is being narrowed.
  await shell.settles();
  await shell.types(keys.enter);
}

/** The first question. */
async function chooses(shell: ReturnType<typeof terminal>, kind: string): Promise<void> {
  await shell.sees(/What do you want to change/);
  await picks(shell, kind, kind);
}

const list = (directory: string) => readdirSync(directory, { recursive: true }).map(String).toSorted();

test('key by key: connection, table, column, name, preview, files, and the line that does the same', async () => {
  const cwd = emptyDirectory();
  const shell = terminal([], cwd);
  await chooses(shell, 'rename');
  await shell.sees(/Which database\?/);
  await shell.types(database.urlAs('postgres', 's3cret') + keys.enter);
  await shell.sees(/First its table/);
  await picks(shell, 'user', 'users');
  await picks(shell, 'full', 'full_name');
  await shell.sees(/\?.*name/i);
  await shell.types(`display_name${keys.enter}`);
  await shell.sees(/Nothing was written/);
  await shell.sees(/Write these \d+ files to migrations/);
  expect(readdirSync(cwd)).toEqual([]);
  await shell.types(`y${keys.enter}`);
  await shell.sees(/The same in one line:/);
  expect(await shell.ended).toBe(0);
  expect(shell.screen()).not.toContain('s3cret');
  expect(shell.screen()).toMatch(/plan rename users\.full_name display_name --database/);

  const direct = emptyDirectory();
  expect(
    (await run(['rename', 'users.full_name', 'display_name', '--database', database.url], { cwd: direct })).code,
  ).toBe(0);
  expect(list(cwd)).toEqual(list(direct));
});

test('asks for nothing that is known: DATABASE_URL', async () => {
  const shell = terminal([], emptyDirectory(), { DATABASE_URL: database.url });
  await chooses(shell, 'rename');
  await shell.sees(/First its table/);
  expect(shell.screen()).not.toMatch(/Which database/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
});

test('a database that does not answer is asked for again', async () => {
  const shell = terminal([], emptyDirectory());
  await chooses(shell, 'rename');
  await shell.sees(/Which database\?/);
  await shell.types(`postgres://me:s3cret@127.0.0.1:1/x${keys.enter}`);
  await shell.sees(/error: /);
  await shell.sees(/Which database\?/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(shell.screen()).not.toContain('s3cret');
});

test('Ctrl-C and No at the last question leave nothing behind', async () => {
  for (const [answer, code] of [
    [keys.ctrlC, 130],
    [`n${keys.enter}`, 0],
  ] as const) {
    const cwd = emptyDirectory();
    const shell = terminal(['--database', database.url], cwd);
    await chooses(shell, 'rename');
    await picks(shell, 'users', 'users');
    await picks(shell, 'full_name', 'full_name');
    await shell.sees(/\?.*name/i);
    await shell.types(`display_name${keys.enter}`);
    await shell.sees(/Write these/);
    await shell.types(answer);
    expect(await shell.ended).toBe(code);
    expect(readdirSync(join(cwd))).toEqual([]);
  }
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
