/** The question for a password, key by key: asked when the server wants one, and neither shown nor kept. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDirectory } from '../cli/run.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { keys, type Terminal, terminal } from './terminal.ts';

/** Signs that nothing else on the screen has. */
const PASSWORD = 'æøþß';
const SIGNS = /[æøþß]|%C3/;

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer(18);
  const { name, exec } = await server.createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, email text);');
  await exec(
    `CREATE ROLE me LOGIN PASSWORD '${PASSWORD}'; ALTER TABLE users OWNER TO me; GRANT CREATE ON SCHEMA public TO me`,
  );
  await exec(`DO $$ BEGIN
    EXECUTE format('COPY (VALUES (%L), (%L)) TO %L', 'host all postgres all trust', 'host all all all scram-sha-256',
      current_setting('hba_file'));
    END $$`);
  await exec('SELECT pg_reload_conf()');
  url = server.url(name, 'me');
  while (await connects(url)) await setTimeout(50);
});
afterAll(() => server.stop());

async function connects(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, password: 'another' });
  return await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

const QUESTION = /The password for \w+ on 127\.0\.0\.1:\d+ as me\?/;

/** Gives what is typed as the password. */
async function says(shell: Terminal, password: string): Promise<void> {
  await shell.answers(QUESTION, password + keys.enter);
}

function texts(directory: string): string[] {
  return readdirSync(directory, { recursive: true })
    .map((path) => join(directory, String(path)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}

test('asked for again when it is wrong; not shown, not in the line that does the same, not in a file', async () => {
  const cwd = emptyDirectory();
  const shell = terminal([], cwd);
  await shell.answers(/Which database\?/, url + keys.enter);
  await says(shell, 'ææ');
  await shell.sees(/error: Cannot connect to /);
  await says(shell, PASSWORD);
  await shell.picks(/Which table\?/, 'users');
  await shell.picks(/What of users/, 'email');
  await shell.picks(/What is to be done/, 'rename');
  await shell.answers(/Its new name/, `mail${keys.enter}`);
  for (const question of [
    /Another change/,
    /By which strategy/,
    /What keeps/,
    /For which migration tool/,
    /Which phases/,
  ])
    await shell.answers(question, keys.enter);
  await shell.sees(/The same in one line:\s+plan rename users\.email mail \\?\s+--database postgres:\/\/me@127/);
  await shell.sees(/The password is left out of it/);
  await shell.answers(/Write these/, `y${keys.enter}`);
  await shell.sees(/Wrote \d migrations/);
  expect(await shell.ended).toBe(0);
  expect(shell.raw()).not.toMatch(SIGNS);
  const written = texts(cwd);
  expect(written.length).toBeGreaterThan(4);
  expect(written.filter((text) => SIGNS.test(text))).toEqual([]);
});

test('asked for behind --database, and for what DATABASE_URL names; Esc leads back to the databases', async () => {
  const named = terminal(['--database', url], emptyDirectory());
  await says(named, PASSWORD);
  await named.answers(/Which table\?/, keys.ctrlC);
  expect(await named.ended).toBe(130);

  const cwd = emptyDirectory();
  const shell = terminal([], cwd, { DATABASE_URL: url });
  await shell.sees(/error: Cannot connect to /);
  await shell.picks(/Which database\?/, '');
  await shell.answers(QUESTION, `ææ${keys.escape}`);
  await shell.picks(/Which database\?/, '');
  await says(shell, PASSWORD);
  await shell.answers(/Which table\?/, keys.ctrlC);
  await shell.sees(/Nothing was written/);
  expect(await shell.ended).toBe(130);
  expect(named.raw() + shell.raw()).not.toMatch(SIGNS);
  expect(readdirSync(cwd)).toEqual([]);
});

test('a terminal that cannot move its cursor shows nothing of it either, and Esc goes back', async () => {
  const shell = terminal([], emptyDirectory(), { TERM: 'dumb' });
  await shell.answers(/Which database\?/, url + keys.enter);
  await shell.answers(QUESTION, keys.escape);
  await shell.answers(/Which database\?/, url + keys.enter);
  await says(shell, `ææ${keys.backspace.repeat(2)}${PASSWORD}`);
  await shell.answers(/Which table\?[^]*the name \(1\)\? /, keys.ctrlD);
  expect(await shell.ended).toBe(130);
  expect(shell.raw()).not.toMatch(SIGNS);
});
