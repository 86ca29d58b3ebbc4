/** Key by key: back, several changes in a plan, what is refused at its question, a terminal that can do little. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDirectory } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { keys, type Terminal, terminal } from './terminal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(`
    CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total integer DEFAULT 0 NOT NULL, note text);
    CREATE INDEX orders_note_idx ON orders (note);
    CREATE VIEW notes AS SELECT note FROM orders;
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (total >= 0);`);
});
afterAll(() => database.drop());

const start = (cwd: string, env: NodeJS.ProcessEnv = {}): Terminal => terminal(['--database', database.url], cwd, env);

async function chooses(shell: Terminal, ...answers: readonly string[]): Promise<void> {
  const questions = [/Which table\?/, /What of /, /What is to be done with /];
  for (const [at, typed] of answers.entries()) await shell.picks(questions[at] ?? /never/, typed);
}

test('Esc asks the question before again, with its answer as the one that Enter takes', async () => {
  const cwd = emptyDirectory();
  const shell = start(cwd);
  await chooses(shell, 'orders', 'total', 'set-default');
  await shell.sees(/Its default, as in SQL\? \(0\)/);
  await shell.types(keys.escape);
  await shell.sees(/What is to be done with orders\.total\?/);
  await shell.sees(/❯ set-default/);
  await shell.types(keys.escape);
  await shell.sees(/What of orders is to change\?/);
  await shell.sees(/❯ total/);
  await shell.settles();
  await shell.types(keys.enter);
  await shell.picks(/What is to be done with orders\.total\?/, 'drop-default');
  await shell.answers(/Another change/, `n${keys.enter}`);
  await shell.answers(/For which migration tool/, keys.enter);
  await shell.sees(/plan drop-default orders\.total/);
  await shell.answers(/Write these/, keys.escape);
  await shell.sees(/For which migration tool/);
  await shell.types(keys.ctrlC);
  await shell.sees(/Nothing was written\./);
  expect(await shell.ended).toBe(130);
  expect(readdirSync(cwd)).toEqual([]);
});

test('only the kinds that make sense are offered', async () => {
  const shell = start(emptyDirectory());
  await chooses(shell, 'orders', 'total');
  await shell.sees(/What is to be done with orders\.total\?/);
  await shell.sees(/drop-not-null[^]*set-default[^]*drop-default/);
  expect(shell.screen()).not.toMatch(/set-not-null|drop-index|add-primary-key/);
  await shell.types(keys.escape);
  await shell.picks(/What of orders is to change\?/, 'orders_note_idx');
  await shell.sees(/What is to be done with orders_note_idx\?/);
  await shell.sees(/drop-index[^]*replace-index/);
  await shell.types(keys.escape);
  await shell.picks(/What of orders is to change\?/, 'positive');
  await shell.sees(/drop-constraint/);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
});

test('what the command line refuses is refused at the question, in the same words', async () => {
  const shell = start(emptyDirectory());
  await chooses(shell, 'orders', 'customer_id', 'rename');
  await shell.answers(/Its new name\?/, `total${keys.enter}`);
  await shell.sees(/cannot be called total: the table has a column of\s+that\s+name/);
  await shell.types(`${keys.backspace.repeat(5)}a.b${keys.enter}`);
  await shell.sees(/"a\.b" is not one name: a column is renamed within its table\./);
  await shell.types(keys.ctrlC);
  expect(await shell.ended).toBe(130);
  expect(shell.longest()).toMatch(/^.{1,80}$/);
});

test('two changes of one table become one plan: options from a list, a foreign key that is guessed', async () => {
  const cwd = emptyDirectory();
  const shell = start(cwd);
  await chooses(shell, 'orders', 'orders itself', 'add-column');
  await shell.answers(/The name of the new column of orders\?/, `state${keys.enter}`);
  await shell.answers(/Its type\?/, `no_such_type${keys.enter}`);
  await shell.sees(/there is no type no_such_type/);
  await shell.types(`${keys.backspace.repeat(12)}text${keys.enter}`);
  await shell.picks(/Anything special about it\?/, 'default');
  await shell.answers(/Its default/, `'new'${keys.enter}`);
  await shell.picks(/Anything else of it\?/, 'not-null');
  await shell.picks(/Anything else of it\?/, '');
  await shell.answers(/Another change of orders/, `y${keys.enter}`);
  await shell.picks(/What of /, 'customer_id');
  await shell.picks(/What is to be done with /, 'add-foreign-key');
  await shell.sees(/Which table does it refer to\?/);
  await shell.sees(/❯ customers/);
  await shell.settles();
  await shell.types(keys.enter);
  await shell.picks(/To which column/, '');
  await shell.picks(/Anything special about it\?/, 'on-delete');
  await shell.picks(/When the row it refers to is deleted\?/, 'cascade');
  await shell.picks(/Anything else of it\?/, '');
  await shell.answers(/Another change of orders/, keys.enter);
  await shell.picks(/For which migration tool/, 'golang');
  await shell.sees(/plan add-column orders\.state text --default "'new'" --not-null and add-foreign-key/);
  await shell.answers(/Write these/, `y${keys.enter}`);
  expect(await shell.ended).toBe(0);
  const [folder = ''] = readdirSync(join(cwd, 'plans'));
  const { plan } = JSON.parse(readFileSync(join(cwd, 'plans', folder, 'plan.json'), 'utf8')) as {
    plan: { change: { changes: readonly object[] } };
  };
  expect(plan.change.changes).toMatchObject([
    { kind: 'add-column', target: 'orders.state', type: 'text', default: "'new'", notNull: true },
    { kind: 'add-foreign-key', target: 'orders.customer_id', references: 'customers.id', onDelete: 'cascade' },
  ]);
  expect(readdirSync(join(cwd, 'migrations')).every((name) => /^\d{6}_.*\.(up|down)\.sql$/.test(name))).toBe(true);
});

test('a terminal that cannot move its cursor gets plain lines, and numbers to pick by', async () => {
  const cwd = emptyDirectory();
  const shell = start(cwd, { TERM: 'dumb' });
  await shell.answers(/Which table\?[^]*the name \(1\)\? /, `order${keys.enter}`);
  await shell.answers(/What of orders is to change\?[^]*the name \(1\)\? /, `total${keys.enter}`);
  await shell.answers(/What is to be done with orders\.total\?[^]*the name \(1\)\? /, `set-def${keys.enter}`);
  await shell.answers(/Its default, as in SQL\? \(0\) /, `<${keys.enter}`);
  await shell.answers(/What is to be done with orders\.total\?[^]*the name \(1\)\? /, `1${keys.enter}`);
  await shell.answers(/Its default, as in SQL\? \(0\) /, `no_such_function()${keys.enter}`);
  await shell.sees(/> .*no_such_function/);
  await shell.answers(/Its default, as in SQL\? \(0\) /, `7${keys.enter}`);
  await shell.answers(/Another change of orders[^]*\(y\/N\) /, keys.enter);
  await shell.answers(/For which migration tool[^]*the name \(1\)\? /, keys.enter);
  await shell.sees(/Write these \d+ files\? \(Y\/n\) /);
  expect(shell.longest()).toMatch(/^.{1,80}$/);
  await shell.types(`y${keys.enter}`);
  await shell.sees(/Wrote/);
  expect(await shell.ended).toBe(0);
  expect(readdirSync(cwd)).toEqual(['migrations', 'plans']);
  expect(shell.raw()).not.toContain(keys.escape);
});

test('with NO_COLOR nothing is coloured', async () => {
  const shell = start(emptyDirectory());
  await chooses(shell, 'orders', 'total', 'drop-default');
  await shell.answers(/Another change/, keys.enter);
  await shell.answers(/For which migration tool/, keys.enter);
  await shell.sees(/Write these/);
  await shell.types(keys.ctrlC);
  await shell.ended;
  expect(shell.raw()).not.toMatch(new RegExp(`${keys.escape}\\[[0-9;]*m`));
});

test.each([
  ['Ctrl-D', keys.ctrlD, 130],
  ['No', `n${keys.enter}`, 0],
] as const)('%s at the last question leaves nothing behind', async (_, answer, code) => {
  const cwd = emptyDirectory();
  const shell = start(cwd);
  await chooses(shell, 'orders', 'total', 'drop-default');
  await shell.answers(/Another change/, keys.enter);
  await shell.answers(/For which migration tool/, keys.enter);
  await shell.answers(/Write these/, answer);
  await shell.sees(/Nothing was written\./);
  expect(await shell.ended).toBe(code);
  expect(readdirSync(cwd)).toEqual([]);
});
