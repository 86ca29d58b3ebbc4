import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../src/types.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run, type Ran } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    "CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL DEFAULT ''); INSERT INTO users SELECT g, 'n' || g FROM generate_series(1, 100) AS g; ANALYZE;",
  );
});
afterAll(() => database.drop());

const rename = ['rename', 'users.full_name', 'display_name'];
const plan = (args: readonly string[], cwd: string): Promise<Ran> =>
  run([...args, '--database', database.url], { cwd });

interface Document {
  readonly plan: Plan;
  readonly files: readonly {
    readonly path: string;
    readonly phase: string;
    readonly direction: string;
    readonly transaction: boolean;
    readonly content?: string;
  }[];
}

function tree(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();
}

test('writes three migrations that continue the numbers, and the notes', async () => {
  const cwd = emptyDirectory();
  mkdirSync(join(cwd, 'migrations'));
  writeFileSync(join(cwd, 'migrations/0009_before.sql'), '');
  const { code, out, err } = await plan(rename, cwd);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(readdirSync(join(cwd, 'migrations')).filter((name) => name.endsWith('.sql'))).toEqual([
    '0009_before.sql',
    '0010_expand_users_display_name.sql',
    '0011_backfill_users_display_name.sql',
    '0012_contract_users_full_name.sql',
  ]);
  const [id = ''] = readdirSync(join(cwd, 'plans'));
  expect(readdirSync(join(cwd, 'plans', id))).toEqual(expect.arrayContaining(['notes.md', 'plan.json']));
  expect(out).toContain(`plans/${id}/notes.md`);
  expect(out.split('\n').filter((line) => line.length > 80 && line.includes(' ', 20) && !/[/]/.test(line))).toEqual([]);
  const stored = JSON.parse(readFileSync(join(cwd, 'plans', id, 'plan.json'), 'utf8')) as Document;
  expect(stored.plan.id).toBe(id);
  expect(stored.files.every(({ path }) => existsSync(join(cwd, path)))).toBe(true);
});

test('asked again, it says where the plan is; with --force it writes the same files again', async () => {
  const cwd = emptyDirectory();
  await plan(rename, cwd);
  const before = tree(cwd);
  const again = await plan(rename, cwd);
  expect(again.code).toBe(1);
  expect(again.err).toMatch(/has a plan already, in plans\//);
  expect(tree(cwd)).toEqual(before);
  expect((await plan([...rename, '--force'], cwd)).code).toBe(0);
  expect(tree(cwd)).toEqual(before);
});

test.each(['plain', 'golang-migrate', 'gomigrate'])(
  '--json for %s: one document, the files in their order',
  async (format) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await plan([...rename, '--format', format, '--json'], cwd);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { files } = JSON.parse(out) as Document;
    expect(files.every(({ path, content }) => existsSync(join(cwd, path)) && content === undefined)).toBe(true);
    const up = files.filter(({ direction }) => direction === 'up').map(({ path }) => path);
    expect(up).toEqual(up.toSorted());
    expect(files.slice(0, up.length).every(({ direction }) => direction === 'up')).toBe(true);
  },
);

test('--dry-run writes nothing and shows the same files that would be written', async () => {
  const [dry, real] = [emptyDirectory(), emptyDirectory()];
  const { out } = await plan([...rename, '--dry-run', '--json'], dry);
  await plan(rename, real);
  const { files } = JSON.parse(out) as Document;
  expect(readdirSync(dry)).toEqual([]);
  expect(files.map(({ content }) => content)).toEqual(files.map(({ path }) => readFileSync(join(real, path), 'utf8')));
  expect((await plan([...rename, '--dry-run'], dry)).out).toMatch(
    /==> migrations\/0001_expand_users_display_name\.sql <==[\s\S]*Nothing was written/,
  );
});

test('two runs at once: one writes, the other says so, and no file is mixed', async () => {
  const cwd = emptyDirectory();
  const codes = (await Promise.all([plan(rename, cwd), plan(rename, cwd)])).map(({ code }) => code);
  expect(codes.toSorted()[0]).toBe(0);
  expect(tree(cwd).filter((path) => /\.(tmp|old)$/.test(path))).toEqual([]);
});

test.each<[string, string[], RegExp]>([
  ['a table that is mistyped', ['rename', 'user.full_name', 'display_name'], /users/],
  [
    'a column that is mistyped',
    ['rename', 'users.fullname', 'display_name'],
    /plan rename (public\.)?users\.full_name display_name/,
  ],
  ['a lock timeout above the deadlock timeout', [...rename, '--lock-timeout', '1500ms'], /deadlock_timeout of 1000ms/],
])('%s', async (_, args, said) => {
  const cwd = emptyDirectory();
  const { code, out, err } = await plan(args, cwd);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(said);
  expect(err).not.toMatch(/^\s+at /m);
  expect(readdirSync(cwd)).toEqual([]);
});
