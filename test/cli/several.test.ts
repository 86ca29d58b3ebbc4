/** Several changes of one table in one command, or in a file. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/types.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    `CREATE TABLE users (id bigint PRIMARY KEY, full_name text, email text, age int);
     CREATE TABLE items (id int PRIMARY KEY);
     CREATE TABLE orders (id bigint PRIMARY KEY, total int);
     CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint, item int REFERENCES items, other int REFERENCES items);
     CREATE TABLE person (id int PRIMARY KEY);
     CREATE TABLE profile (person_id int PRIMARY KEY REFERENCES person);
     ALTER TABLE person ADD FOREIGN KEY (id) REFERENCES profile;`,
  );
});
afterAll(() => database.drop());

const rename = ['rename', 'users.full_name', 'display_name'];
const fill = ['set-not-null', 'users.email', '--fill', "''"];

test('`and` makes one plan, and the command that it holds makes it again', async () => {
  const cwd = emptyDirectory();
  const { code, err } = await run([...rename, 'and', ...fill, '--database', database.url], { cwd });
  expect([code, err]).toEqual([0, '']);
  const [folder = ''] = readdirSync(join(cwd, 'plans'));
  const { plan } = JSON.parse(readFileSync(join(cwd, 'plans', folder, 'plan.json'), 'utf8')) as {
    plan: { command: string; phases: { name: string; steps: { id: string }[] }[] };
  };
  expect(plan.command).toBe(`plan rename users.full_name display_name and set-not-null users.email --fill "''"`);
  expect(plan.phases.map(({ name }) => name)).toEqual(['expand', 'backfill', 'contract']);
  expect(plan.phases[1]?.steps.filter(({ id }) => id === 'pass')).toHaveLength(1);
  expect(readdirSync(join(cwd, 'migrations')).filter((name) => name.endsWith('.sql'))).toHaveLength(3);
});

test('a reader finds the folder of the whole plan', async () => {
  const cwd = emptyDirectory();
  await run([...rename, 'and', ...fill, '--database', database.url], { cwd });
  const [folder = ''] = readdirSync(join(cwd, 'plans'));
  expect(folder).toMatch(/^rename-users-full_name-to-display_name-and-1-more-\w+$/);
  const up = readdirSync(join(cwd, 'migrations')).filter((name) => name.endsWith('.sql'));
  for (const name of up) {
    const text = readFileSync(join(cwd, 'migrations', name), 'utf8').replaceAll('\n-- ', ' ');
    const named = [...text.matchAll(/\bPlan ([\w-]+)/g)].map(([, id]) => id);
    expect(named, name).toEqual([folder, folder]);
  }
});

describe('change-type --with-references', () => {
  test('runs contract and ships the code that counts on the type in one deploy', async () => {
    const { deploys } = await planned(['change-type', 'items.id', 'bigint', '--with-references']);
    expect(deploys.map(({ title, runs, ships }) => [title.split(';')[0], runs, ships])).toEqual([
      ['Expand and backfill', ['expand', 'backfill'], null],
      ['Code that takes id as integer and as bigint', [], 'new-1'],
      ['Contract', ['contract'], 'new'],
    ]);
  });

  test('says of each step what it does, the rows of a table being written once', async () => {
    const { phases } = await planned(['change-type', 'items.id', 'bigint', '--with-references']);
    const titles = phases.flatMap(({ name, steps }) => (name === 'backfill' ? steps.map(({ title }) => title) : []));
    const generic = titles.map((title) => title.replaceAll(/ec_new_(\w+)_[0-9a-f]{6}/g, '<new $1>'));
    expect(generic).toEqual([
      'Look whether everything is ready',
      'Write each row of public.lines once for all of it',
      'Copy id to <new id>',
      'Build items_pkey on <new id>',
      'Prove that <new id> holds what id does',
      'Prove that <new item> holds what item does',
      'Prove that <new other> holds what other does',
    ]);
  });
});

async function planned(words: string[]): Promise<Plan> {
  const { code, out, err } = await run([...words, '--dry-run', '--json', '--no-scan', '--database', database.url]);
  expect([code, err]).toEqual([0, '']);
  return (JSON.parse(out) as { plan: Plan }).plan;
}

test('a file makes the same plan', async () => {
  const cwd = emptyDirectory();
  const changes = [
    { kind: 'rename', target: 'users.full_name', name: 'display_name' },
    { kind: 'set-not-null', target: 'users.email', fill: "''" },
  ];
  writeFileSync(join(cwd, 'changes.json'), JSON.stringify(changes));
  const dry = ['--dry-run', '--json', '--database', database.url];
  const [listed, said] = [
    await run(['changes', 'changes.json', ...dry], { cwd }),
    await run([...rename, 'and', ...fill, ...dry]),
  ];
  expect([listed.code, listed.err]).toEqual([0, '']);
  expect(listed.out).toBe(said.out);
});

describe('what cannot be one plan is said in a sentence, and nothing is written', () => {
  test.each<[string[], RegExp]>([
    [['drop', 'users.full_name'], /puts something else in the place of full_name/],
    [['set-default', 'orders.total', '0'], /public\.users and public\.orders are two tables/],
    [['rename', 'users', 'people'], /takes public\.users as a whole/],
    [rename, /is asked for twice/],
    [['rename', 'users.age', 'years', '--strategy', 'view'], /kept equal by a trigger/],
    [['set-no-null', 'users.email'], /set-no-null is not a kind of change/],
    [[], /A change is missing/],
    [['drop', 'users.age', '--lock-timeout', '50ms'], /--lock-timeout is said twice/],
  ])('%j', async (other, sentence) => {
    const cwd = emptyDirectory();
    const timeout = other.includes('--lock-timeout') ? ['--lock-timeout', '60ms'] : [];
    const { code, out, err } = await run([...rename, ...timeout, 'and', ...other, '--database', database.url], { cwd });
    // 1: the answer is no.
    expect([code, out]).toEqual([other[0] === 'drop' && other[1] === 'users.full_name' ? 1 : 2, '']);
    expect(err).toMatch(sentence);
    expect(err).toMatch(/try:|hint:/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['', /is not JSON/],
    ['{}', /is not a list of changes/],
    ['[]', /is not a list of changes/],
    ['[{"target": "users.age"}]', /change 1 of changes\.json has no "kind"/],
    ['[{"kind": "drop", "targt": "users.age"}]', /drop has no "targt"/],
    ['[{"kind": "drop", "target": ["users.age"]}]', /"target" is not a text/],
    ['[{"kind": "drop", "target": "users.age", "noArchive": "yes"}]', /"noArchive" is not true or false/],
  ])('a file that holds %j', async (text, sentence) => {
    const cwd = emptyDirectory();
    writeFileSync(join(cwd, 'changes.json'), text);
    const { code, err } = await run(['changes', 'changes.json', '--database', database.url], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(readdirSync(cwd)).toEqual(['changes.json']);
  });

  test.each<[string[], RegExp]>([
    [['person.id', 'bigint', '--with-references'], /a circle has no beginning/],
    [
      ['orders.id', 'int', '--using', 'id::int', '--with-references'],
      /for types between which PostgreSQL itself converts/,
    ],
  ])('change-type %j', async (words, sentence) => {
    const cwd = emptyDirectory();
    const { code, err } = await run(['change-type', ...words, '--database', database.url], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a file that is not there', async () => {
    const { code, err } = await run(['changes', 'nowhere.json', '--database', database.url]);
    expect(code).toBe(2);
    expect(err).toMatch(/nowhere\.json cannot be read \(ENOENT\)/);
  });
});
