/** Completion in real shells, against a real server: what the program gets after Tab and Enter. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newest, type TestDatabase } from '../support/server.ts';
import { isMissing, openShell, type RealShell, type Shell } from '../support/shell.ts';
import { emptyDirectory } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(`
    CREATE TABLE users (id int, full_name text);
    CREATE TABLE "Odd $(x) Table" (id int, "full ""name" text, "it's" text);
    CREATE SCHEMA billing; CREATE TABLE billing.invoices (total int);`);
});
afterAll(() => database.drop());

const shells: Shell[] = ['bash', 'zsh', 'fish'];

// Where they are missing: apt-get install -y --no-install-recommends zsh fish
describe.each(shells.filter((shell) => !isMissing(shell)))('%s', (name) => {
  let shell: RealShell;
  beforeAll(async () => {
    const cwd = emptyDirectory();
    writeFileSync(join(cwd, 'plan.config.json'), '{ "connection": "SHOP_URL" }');
    writeFileSync(join(cwd, '.env'), `SHOP_URL=${database.url}\n`);
    shell = await openShell(name, cwd);
  });
  afterAll(() => shell.close());

  const odd = String.raw`\"Odd\ \$\(x\)\ Table\".`;
  test.each([
    ['a command', 'plan renam', ['rename']],
    ['an option', 'plan rename a.b c --lock-t', ['rename', 'a.b', 'c', '--lock-timeout']],
    ['a value', 'plan rename a.b c --sync tri', ['rename', 'a.b', 'c', '--sync', 'trigger']],
    ['a value behind a sign', 'plan rename a.b c --sync=tri', ['rename', 'a.b', 'c', '--sync=trigger']],
    ['a table, and no space behind it', 'plan rename use', ['rename', 'users.']],
    ['a column', 'plan rename users.fu', ['rename', 'users.full_name']],
    ['a table in a schema', 'plan rename billing.in', ['rename', 'billing.invoices.']],
    ['a column there', 'plan drop billing.invoices.t', ['drop', 'billing.invoices.total']],
    ['a hostile table', String.raw`plan rename \"Od`, ['rename', '"Odd $(x) Table".']],
    ['a hostile column', String.raw`plan rename ${odd}\"fu`, ['rename', '"Odd $(x) Table"."full ""name"']],
    ['a column with a quote', String.raw`plan rename ${odd}\"it`, ['rename', `"Odd $(x) Table"."it's"`]],
    ['nothing', 'plan rename zzz', ['rename', 'zzz']],
  ])('%s', async (_, line, args) => {
    expect((await shell.completes(line)).args).toEqual(args);
  });

  test('a hostile table in quotes', async () => {
    // zsh and fish leave them open, for the column.
    const { args } = await shell.completes(`plan rename '"Od`, name === 'bash' ? '' : "'");
    expect(args).toEqual(['rename', '"Odd $(x) Table".']);
  });

  test('with the URL on the line', async () => {
    const url = database.url;
    expect((await shell.completes(`plan rename --database ${url} use`)).args).toEqual([
      'rename',
      '--database',
      url,
      'users.',
    ]);
  });

  test('says nothing where there is nothing to say', async () => {
    const { args, screen } = await shell.completes('plan rename --database postgres://127.0.0.1:1/none us');
    expect(args.at(-1)).toBe('us');
    expect(screen).not.toMatch(/error|cannot|refused|Warning/i);
  });
});
