import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan, Scan } from '../../src/types.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { emptyDirectory, run } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest()
    .createDatabase(`CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL, email text);
    CREATE VIEW people AS SELECT id, full_name FROM users; CREATE INDEX ON users (id)`);
});
afterAll(() => database.drop());

const fixture = join(import.meta.dirname, '../scan/repo');
const rename = (...more: readonly string[]): string[] => [
  'rename',
  'users.full_name',
  'display_name',
  '--database',
  database.url,
  ...more,
];

/** The fixture as a repository. */
function repository(): string {
  const cwd = emptyDirectory();
  cpSync(fixture, cwd, { recursive: true });
  execFileSync('git', ['init', '--quiet'], { cwd });
  return cwd;
}

interface Document {
  readonly plan: Plan;
  readonly scan?: Scan;
}

test('looks through the repository around, and says so in the summary, the notes, --json and plan.json', async () => {
  const cwd = repository();
  const { code, out } = await run(rename('--yes'), { cwd });
  expect(code).toBe(0);
  const summary = out.replaceAll(/\s+/g, ' ');
  expect(summary).toMatch(/In the code \d+ places in 21 files mention it: see plans\/[\w-]+\/notes\.md\./);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const folder = join(cwd, 'plans/rename-users-full_name-to-display_name');
  const notes = readFileSync(join(folder, 'notes.md'), 'utf8');
  expect(notes).toContain('## Where your code mentions it');
  expect(notes).toContain('- [ ] `go/store.go:10:52` (SQL, writes; SQL, reads)');
  expect(notes).toContain('- view `public.people`');
  // The search that a person does by hand stays.
  expect(notes).toContain("git grep -n -F -e 'full_name'");

  // What was written is in the repository now, and is not found.
  const again = await run(rename('--force', '--json'), { cwd });
  const document = JSON.parse(again.out) as Document;
  expect(document.scan?.found.files).toBe(21);
  expect(JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'))).toEqual(document);
  expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe(notes);
});

test('from a folder inside, the paths are from the repository', async () => {
  const cwd = repository();
  const { out } = await run(rename('--dry-run', '--json'), { cwd: join(cwd, 'web/src') });
  const { scan } = JSON.parse(out) as Document;
  expect(scan).toMatchObject({ directory: '../..', listedBy: 'git' });
  expect(scan?.mentions[0]?.file).toBe('api/openapi.yaml');
});

test.each<readonly [readonly string[], string]>([
  [['--no-scan'], '--no-scan'],
  [['--scan', 'web'], '--scan web'],
])('%j is in the command that makes the same files again', async (options, says) => {
  const { out } = await run(rename('--dry-run', '--json', ...options), { cwd: repository() });
  const { plan, scan } = JSON.parse(out) as Document;
  expect(plan.command).toBe(`plan rename users.full_name display_name ${says}`);
  expect([...new Set(scan?.mentions.map(({ file }) => file.slice(0, 4)))]).toEqual(
    options.length === 1 ? [] : ['src/'],
  );
  expect(scan === undefined).toBe(options.length === 1);
});

test('without a repository nothing is looked through, unless it is said where', async () => {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'a.sql'), 'SELECT full_name FROM users');
  const { out } = await run(rename('--dry-run', '--json'), { cwd });
  expect(JSON.parse(out)).not.toHaveProperty('scan');
  const named = await run(rename('--dry-run', '--json', '--scan', '.'), { cwd });
  expect(JSON.parse(named.out)).toMatchObject({ scan: { listedBy: 'walk', found: { certain: 1 } } });
});

test('a directory that is not there is a mistake, said before anything is read', async () => {
  const { code, out, err } = await run(['rename', 'a.b', 'c', '--scan', 'nowhere']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--scan nowhere is not a directory');
});

test('a plan that changes no name is made without looking', async () => {
  const cwd = repository();
  const { out } = await run(['add-index', 'users', 'full_name', '--database', database.url, '--dry-run', '--json'], {
    cwd,
  });
  expect(JSON.parse(out)).not.toHaveProperty('scan');
});

test('drop and the rename of a table are looked for as well', async () => {
  const cwd = repository();
  const at = ['--database', database.url, '--dry-run', '--json'];
  const drop = JSON.parse((await run(['drop', 'users.full_name', '--with', 'view', ...at], { cwd })).out) as Document;
  expect(drop.scan?.names).toEqual(['full_name', 'people']);
  const table = JSON.parse((await run(['rename', 'users', 'members', ...at], { cwd })).out) as Document;
  expect(table.scan?.names).toEqual(['users']);
  expect(table.scan?.mentions).toContainEqual(
    expect.objectContaining({ file: 'shop/models.py', line: 8, what: 'model', certainty: 'likely' }),
  );
});

test('where the name stays, the places that write it are what is asked for', async () => {
  const cwd = repository();
  const args = ['add-check', 'users', "full_name <> ''", '--database', database.url, '--dry-run'];
  const { code, out } = await run(args, { cwd });
  expect(code).toBe(0);
  const section =
    /^### Deploy 1:[^\n]*\n\nIt writes only[\s\S]*?(?=^### In|^## )/m.exec(
      out.slice(out.indexOf('## Where your code mentions it')),
    )?.[0] ?? '';
  const [first = '', only = ''] = section.split('### Places that stay as they are');
  expect(first).toContain('`sql/report.sql:5:17` (SQL, writes)');
  expect(first).not.toContain('(SQL, reads)');
  expect(only).toContain('(SQL, reads)');
});

test('each of several changes has places of its own', async () => {
  const cwd = repository();
  const changes = [
    { kind: 'rename', target: 'users.full_name', name: 'display_name' },
    { kind: 'set-not-null', target: 'users.email' },
  ];
  writeFileSync(join(cwd, 'changes.json'), JSON.stringify(changes));
  writeFileSync(join(cwd, 'mail.sql'), 'UPDATE users SET email = NULL; SELECT email FROM users;');
  const { code, out } = await run(['changes', 'changes.json', '--database', database.url, '--yes', '--json'], { cwd });
  expect(code).toBe(0);
  const { plan, scan } = JSON.parse(out) as Document;
  expect(scan?.names).toEqual(['full_name', 'email']);
  const notes = readFileSync(join(cwd, 'plans', plan.id, 'notes.md'), 'utf8');
  const section = notes.slice(notes.indexOf('## Where your code mentions it'));
  const deployOf = (place: string): string | undefined =>
    section
      .slice(0, section.indexOf(place))
      .match(/^### .*$/gm)
      ?.at(-1);
  expect(deployOf('`mail.sql:1:18` (SQL, writes')).toMatch(/^### Deploy \d/);
  expect(deployOf('`go/store.go:10:52`')).toMatch(/^### Deploy \d/);
  expect(deployOf('`mail.sql:1:18` (SQL, writes')).not.toBe(deployOf('`go/store.go:10:52`'));
  expect(deployOf('`mail.sql:1:39` (SQL, reads)')).toBe('### Places that stay as they are');
});

test('from a dump as well', async () => {
  const cwd = repository();
  mkdirSync(join(cwd, 'dumps'));
  writeFileSync(join(cwd, 'dumps/schema.sql'), 'CREATE TABLE public.users (id bigint PRIMARY KEY, full_name text);');
  const args = ['rename', 'users.full_name', 'display_name', '--schema', 'dumps/schema.sql', '--dry-run', '--json'];
  const { scan } = JSON.parse((await run(args, { cwd })).out) as Document;
  expect(scan).toMatchObject({ running: null, runningSays: 'No server was asked.', found: { files: 22 } });
});
