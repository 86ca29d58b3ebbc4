/** What is offered in the place of the last word; how shells take it is in shells.slow.test.ts. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/changes/index.ts';
import { bashLine, inBash } from '../../src/commands/bash-line.ts';
import { completed } from '../../src/commands/complete.ts';
import type { Names } from '../../src/commands/complete-names.ts';
import { program } from '../../src/commands/program.ts';
import { formats } from '../../src/formats/index.ts';
import { stacks } from '../../src/stacks/index.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run, runHere } from './run.ts';

const shop = ['users.', 'usage.', 'billing.invoices.', 'users.id', 'users.full_name', 'users.first'];
const names: Names = {
  inDatabase: async (typed) => shop.filter((word) => word.startsWith(typed)).map((word) => ({ word, says: 'text' })),
  plans: () => ['rename-a', 'drop-b'],
};
const wordsOf = async (words: readonly string[]): Promise<string[]> =>
  (await completed(program(), words, names)).candidates.map(({ word }) => word);

test.each<[string, string[], readonly string[]]>([
  ['commands', ['ren'], ['rename']],
  ['commands of other things than changes', ['in'], ['init']],
  ['options of the questions', ['--lock'], ['--lock-timeout']],
  ['options of the program', ['--vers'], ['--version']],
  ['options', ['rename', 'a.b', 'c', '--loc'], ['--lock-timeout']],
  ['options of this kind', ['rename', 'users', 'u', '--rename-d'], ['--rename-dependents']],
  ['help', ['rename', '--he'], ['--help']],
  ['formats', ['drop', 'a.b', '--format', ''], formats.map(({ name }) => name)],
  ['a format behind a sign', ['drop', 'a.b', '--format=fly'], ['--format=flyway']],
  ['stacks', ['drop', 'a.b', '--stack', ''], [...stacks.map(({ name }) => name), 'none']],
  ['strategies', ['rename', '--strategy', ''], ['column', 'view']],
  ['what keeps columns equal', ['rename', 'a.b', 'c', '--sync', 't'], ['trigger']],
  ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
  ['pages', ['explain', 'lock'], ['locks']],
  ['plans', ['pr', 'ren'], ['rename-a']],
  ['kinds after and', ['rename', 'a.b', 'c', 'and', ''], kinds.map(({ name }) => name)],
  ['and, behind a whole change', ['drop', 'a.b', 'an'], ['and']],
  ['options after and', ['rename', 'a.b', 'c', 'and', 'drop', 'a.c', '--js'], ['--json']],
  ['nothing for a new name', ['rename', 'users.id', ''], []],
  ['nothing after an unknown command', ['nix', ''], []],
  ['tables, and a dot', ['rename', 'us'], shop.filter((word) => word.startsWith('us'))],
  ['columns', ['rename', 'users.f'], ['users.full_name', 'users.first']],
  ['columns behind options', ['rename', '--format', 'flyway', '--json', 'users.i'], ['users.id']],
  ['columns of the table that was named', ['add-index', 'users', 'f'], ['full_name', 'first']],
  ['more columns', ['rename', 'users.id', 'key', 'users.fu'], ['users.full_name']],
])('completes %s', async (_, words, expected) => {
  expect(await wordsOf(words)).toEqual(expected);
});

test.each([
  ['a directory', ['rename', 'a.b', '--dir', '']],
  ['a file', ['rename', 'a.b', '--config=s']],
])('leaves the path of %s to the shell', async (_, words) => {
  expect(await completed(program(), words, names)).toEqual({ candidates: [], paths: true });
});

test.each<[string, string, string, string[], string]>([
  ['plan rename us', 'us', 'users.', ['rename', 'us'], 'users.'],
  ['plan rename ', '', 'users.', ['rename', ''], 'users.'],
  [String.raw`plan rename \"Od`, String.raw`\"Od`, '"Odd T".', ['rename', '"Od'], String.raw`\"Odd\ T\".`],
  [`plan rename '"Od`, '"Od', `"Odd 'T".`, ['rename', '"Od'], String.raw`"Odd '\''T".`],
  ['plan rename "u', 'u', 'u$x', ['rename', 'u'], String.raw`u\$x`],
  [String.raw`plan rename "\"u`, String.raw`\"u`, '"u".', ['rename', '"u'], String.raw`\"u\".`],
  ['plan drop --format=fl', 'fl', '--format=flyway', ['drop', '--format=fl'], 'flyway'],
  ['plan --database postgres://u@h:5/d  us', 'us', 'users.', ['--database', 'postgres://u@h:5/d', 'us'], 'users.'],
])('%s, in bash', (line, replaced, word, words, there) => {
  const taken = bashLine(line);
  expect(taken.words).toEqual(words);
  expect(inBash(word, taken, replaced)).toBe(there);
});

test.each(['bash', 'zsh', 'fish'])('the script for %s is one that the shell can read', async (shell) => {
  const { code, out } = await runHere(['completion', shell]);
  expect(code).toBe(0);
  expect(out).toContain('__complete');
  const script = join(emptyDirectory(), 'script');
  writeFileSync(script, out);
  const { error, status, stderr } = spawnSync(shell, ['-n', script], { encoding: 'utf8' });
  // Where it is missing: apt-get install -y --no-install-recommends zsh fish
  if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('an unknown shell is refused with those that are known', async () => {
  const { code, err } = await runHere(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(err).toMatch(/bash, zsh, fish/);
});

test.each([
  ['a server that is not there', ['--database', 'postgres://127.0.0.1:1/x']],
  ['a URL that is none', ['--database', 'http://me:s3cret@h']],
  ['a file of settings that is not there', ['--config', 'none.json']],
  ['a dump', ['--schema', 'none.sql']],
])('the answer to the shell is empty with %s', async (_, words) => {
  const silent = { code: 0, out: '', err: '' };
  expect(await runHere(['__complete', 'rename', ...words, 'us'])).toEqual(silent);
  expect(await runHere(['__complete', 'rename', 'a.b', 'c', ...words, '--dry'])).toMatchObject({
    out: '--dry-run\tprint the files, write nothing\n',
    err: '',
  });
});

test('a server that never answers is not waited for', async () => {
  const mute = createServer(() => undefined);
  await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready));
  const { port } = mute.address() as AddressInfo;
  const begin = Date.now();
  const answer = await run([
    '__complete',
    'rename',
    '--database',
    `postgres://me@127.0.0.1:${String(port)}/shop`,
    'us',
  ]);
  mute.close();
  expect(answer).toEqual({ code: 0, out: '', err: '' });
  // The connection itself would be given up after ten seconds.
  expect(Date.now() - begin).toBeLessThan(7000);
});

describe('with a server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await newest().createDatabase(String.raw`
      CREATE TABLE users (id int, full_name text, "a.b" text); CREATE TABLE usage (n int); CREATE VIEW usable AS SELECT 1;
      CREATE TABLE "Odd "".Table" (id int, "full ""name" text); CREATE TABLE U&"line\000Abreak" (id int);
      CREATE SCHEMA billing; CREATE TABLE billing.invoices (total int, users int);
      CREATE SCHEMA users; CREATE TABLE users.files (id int);
      CREATE TABLE gone (id int, old int); ALTER TABLE gone DROP COLUMN old;`);
  });
  afterAll(() => database.drop());
  const found = async (typed: string, words?: readonly string[], cwd?: string): Promise<string[]> => {
    const args = ['__complete', 'rename', ...(words ?? ['--database', database.url]), typed];
    const { code, out, err } = await runHere(args, cwd === undefined ? {} : { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
  };

  test.each<[string, string[]]>([
    ['us', ['usage.', 'users.', 'users.files.']],
    ['US', ['usage.', 'users.', 'users.files.']],
    ['users.f', ['users.full_name', 'users.files.']],
    ['public.users.f', ['public.users.full_name']],
    ['public.usa', ['public.usage.']],
    ['bill', ['billing.invoices.']],
    ['billing.invoices.', ['billing.invoices.total', 'billing.invoices.users']],
    ['users."a.', ['users."a.b"']],
    ['"odd', ['"Odd "".Table".']],
    ['"Odd "".Table".', ['"Odd "".Table".id', '"Odd "".Table"."full ""name"']],
    ['gone.', ['gone.id']],
    ['"line', []],
    ['pg_cl', []],
    ['a..b', []],
    ["'; DROP TABLE users; --", []],
    ['"', ['"Odd "".Table".']],
  ])('%s', async (typed, expected) => {
    expect(await found(typed)).toEqual(expected);
  });

  test('the settings name the database, and no other is taken in its place', async () => {
    const cwd = emptyDirectory();
    mkdirSync(join(cwd, 'below'));
    const other = { connection: 'SHOP_URL' };
    writeFileSync(join(cwd, 'other.json'), JSON.stringify(other));
    process.env['DATABASE_URL'] = database.url;
    try {
      expect(await found('usa', [], cwd)).toEqual(['usage.']);
      expect(await found('usa', ['--config', 'other.json'], cwd)).toEqual([]);
      writeFileSync(join(cwd, '.env'), `SHOP_URL=${database.url}\n`);
      delete process.env['DATABASE_URL'];
      expect(await found('usa', [], cwd)).toEqual([]);
      expect(await found('usa', ['--config', 'other.json'], cwd)).toEqual(['usage.']);
      expect(await found('usa', ['--config=../other.json'], join(cwd, 'below'))).toEqual(['usage.']);
      writeFileSync(join(cwd, 'plan.config.json'), JSON.stringify(other));
      expect(await found('usa', [], cwd)).toEqual(['usage.']);
    } finally {
      delete process.env['DATABASE_URL'];
    }
  });
});
