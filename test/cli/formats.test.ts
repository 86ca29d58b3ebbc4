import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaults } from '../../src/commands/settings.ts';
import type { Asker } from '../../src/wizard/asker.ts';
import { settledPlace } from '../../src/wizard/place.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run, type Ran, runHere } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, full_name text)');
});
afterAll(() => database.drop());

const rename = ['rename', 'users.full_name', 'display_name', '--no-scan'];
const here = (args: readonly string[], cwd: string): Promise<Ran> =>
  runHere([...args, '--database', database.url], { cwd });

/** A directory with these files. */
function repository(tree: Readonly<Record<string, string>>): string {
  const cwd = emptyDirectory();
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(join(cwd, dirname(path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

const never = () => Promise.reject(new Error('there is nothing to ask'));
const goose = { 'db/migrations/00001_a.sql': '-- +goose Up\nSELECT 1;\n' };
const two = { ...goose, 'db/migrate/20250101000000_a.rb': 'class A < ActiveRecord::Migration[7.1]\nend\n' };

test('the tool of the repository is taken, with the reason, and is no part of the command that is kept', async () => {
  const cwd = repository(goose);
  const { code, out } = await here(rename, cwd);
  expect(code).toBe(0);
  expect(out).toMatch(/Written for goose, into db\/migrations: the files in db\/migrations have -- \+goose\s+Up\./);
  expect(out).toMatch(/Wrote 3 migrations, each with its way back, to db\/migrations/);
  expect(out).toContain('goose -dir db/migrations postgres "$DATABASE_URL" up-by-one');
  expect(readdirSync(join(cwd, 'db/migrations'))).toHaveLength(4);
  const text = readFileSync(join(cwd, 'plans/rename-users-full_name-to-display_name/plan.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    plan: { command: 'plan rename users.full_name display_name --no-scan' },
  });
});

test('two tools without a terminal: both are named, and nothing is written', async () => {
  const cwd = repository(two);
  const { code, out, err } = await run(rename, { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('goose (the files in db/migrations have -- +goose Up)');
  expect(err).toContain('rails (db/migrate holds Ruby migrations)');
  expect(err).toContain('--format goose');
  expect(existsSync(join(cwd, 'plans'))).toBe(false);
});

test('two tools in a terminal: the one that the person chooses', async () => {
  const asked: string[] = [];
  const asker = {
    choose: async (_: string, entries: readonly { readonly name: string }[]) => {
      asked.push(...entries.map(({ name }) => name));
      return asked[1] ?? '';
    },
  } as unknown as Asker;
  const settings = await settledPlace(defaults, repository(two), async () => asker);
  expect(asked).toEqual(['goose in db/migrations', 'rails in db/migrate']);
  expect(settings).toMatchObject({ format: 'rails', directory: 'db/migrate' });
  expect(await settledPlace(defaults, repository(goose), never)).toBe(defaults);
});

test.each(['golang-migrate', 'flyway', 'prisma'])('%s: --force writes into the same files', async (name) => {
  const cwd = repository({ 'sql/README': '' });
  const args = [...rename, '--format', name, '--dir', 'sql'];
  expect(await here(args, cwd)).toMatchObject({ code: 0, err: '' });
  const before = readdirSync(join(cwd, 'sql'), { recursive: true });
  expect(await here([...args, '--force'], cwd)).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(join(cwd, 'sql'), { recursive: true })).toEqual(before);
  if (name === 'flyway') expect(before.filter((path) => String(path).endsWith('.conf'))).toHaveLength(3);
});

test.each<[string, Record<string, string>, readonly string[], string]>([
  [
    'a number twice',
    { 'm/1_a.sql': '-- +goose Up', 'm/1_b.sql': '-- +goose Up' },
    ['goose', 'm'],
    'have the same number',
  ],
  ['a numbering that is not known', { 'm/init.rb': '' }, ['rails', 'm'], 'the numbering in m is not known'],
  [
    'a broken chain',
    { 'm/a.py': "revision = 'a'\ndown_revision = 'z'\n" },
    ['alembic', 'm'],
    'there is no such revision',
  ],
  ['a directory that is not there', {}, ['knex', 'm'], 'the directory m does not exist'],
  ['a directory that nothing tells', {}, ['django'], 'where the migrations of Django lie is not known'],
])('%s: one sentence, and nothing written', async (_, tree, [format = '', directory], says) => {
  const cwd = repository(tree);
  const args = [...rename, '--format', format, ...(directory === undefined ? [] : ['--dir', directory])];
  const { code, out, err } = await here(args, cwd);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
  expect(existsSync(join(cwd, 'plans'))).toBe(false);
});

test('plan formats says what each tool can do, and the same as JSON', async () => {
  const { out } = await runHere(['formats']);
  expect(out).toMatch(/dbmate +dbmate \(db\/migrations, [^]*runs all that are\s+pending[^]*later phases wait/);
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  const { formats } = JSON.parse((await runHere(['formats', '--json'])).out) as { formats: { name: string }[] };
  expect(formats.find(({ name }) => name === 'goose')).toMatchObject({
    directory: 'migrations',
    capabilities: { sends: 'statements', transaction: 'file', several: true, steps: true, staged: false },
  });
});
