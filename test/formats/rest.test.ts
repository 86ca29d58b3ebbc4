/** What is particular to tools of which every.test.ts says only what holds for all. */
import { describe, expect, test } from 'vitest';
import { detectFormats } from '../../src/formats/detect.ts';
import { elixirHeredoc, phpHeredoc } from '../../src/formats/heredocs.ts';
import { type Format, formats } from '../../src/formats/index.ts';
import { keepLines } from '../../src/formats/keep-lines.ts';
import { timeline } from '../../src/notes/timeline.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import type { OutputFile } from '../../src/types.ts';
import { fixture } from './fixture.ts';
import { treeOf } from './memory.ts';

await loadSql();

function named(name: string): Format {
  const format = formats.find((each) => each.name === name);
  if (format === undefined) throw new Error(name);
  return format;
}

function write(
  name: string,
  directory: string,
  tree: Record<string, string>,
  reuse: readonly string[] = [],
): OutputFile[] {
  const repo = treeOf(tree);
  const existing = repo.list(directory).filter((entry) => !reuse.includes(entry));
  return named(name).files(fixture(), { directory, existing, now: new Date('2026-03-01T12:00:00Z'), reuse, repo });
}

describe('is found', () => {
  test.each<[string, string, Record<string, string>]>([
    ['sql-migrate', 'db/sql', { 'dbconfig.yml': 'development:\n  dir: db/sql\n' }],
    ['liquibase', 'db/changelog/changes', { 'db/changelog/changes/001-a.sql': '--liquibase formatted sql\n' }],
    ['sqitch', '.', { 'sqitch.conf': '[core]\n\tengine = pg\n', 'sqitch.plan': '%project=a\n' }],
    ['laravel', 'database/migrations', { artisan: '', 'composer.json': '{"require":{"laravel/framework":"^11"}}' }],
    ['yoyo', 'db/yoyo', { 'yoyo.ini': '[DEFAULT]\nsources = db/yoyo\n' }],
    ['atlas', 'db/migrations', { 'atlas.hcl': 'migration {\n  dir = "file://db/migrations"\n}' }],
    ['sqlx', 'migrations', { 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n' }],
    ['diesel', 'db/diesel', { 'diesel.toml': '[migrations_directory]\ndir = "db/diesel"\n' }],
    ['ecto', 'priv/repo/migrations', { 'mix.exs': '{:ecto_sql, "~> 3.0"}' }],
    ['refinery', 'migrations', { 'Cargo.toml': 'refinery = "0.8"\n', 'migrations/V1__a.sql': '' }],
    [
      'hasura',
      'migrations/shop',
      { 'config.yaml': 'metadata_directory: metadata\n', 'migrations/shop/1735689600000_a/up.sql': '' },
    ],
  ])('%s, in %s', (name, directory, tree) => {
    expect(detectFormats(treeOf(tree)).map(({ format, evidence }) => [format.name, evidence.directory])).toEqual([
      [name, directory],
    ]);
  });

  test('not Sqitch on another database', () => {
    expect(detectFormats(treeOf({ 'sqitch.conf': '[core]\n\tengine = mysql\n' }))).toEqual([]);
  });
});

const treeOfSql = (sql: string): unknown =>
  JSON.parse(
    JSON.stringify(parseStatements(sql)[0]?.node, (key, each: unknown) => (key === 'location' ? undefined : each)),
  );

test('lines that a tool leaves out are kept inside strings, and nothing else changes', () => {
  const value = "SELECT 'a\n-- b\\\r\nc', E'\\\\d\n-- e', $x$f'\n-- g\\$x$;";
  const kept = keepLines(value);
  expect(kept).not.toMatch(/^-- |\r$/m);
  expect(treeOfSql(kept)).toEqual(treeOfSql(value));
  expect(keepLines('SELECT 1\n-- a remark\n;')).toBe('SELECT 1\n-- a remark\n;');
});

test('a text that would end early gets another end', () => {
  expect(phpHeredoc('a\n  SQL;', 4).opens).toBe("<<<'PLAN_SQL'");
  expect(elixirHeredoc('"""', 4).opens).toBe("~S'''");
  expect(elixirHeredoc(`"""'''`, 4).opens).toBe('"""');
});

const planIn = (files: readonly OutputFile[]): string =>
  files.find(({ path }) => path === 'sqitch.plan')?.content ?? '';

describe('Sqitch', () => {
  const line = 'first 2025-01-01T00:00:00Z Ann <ann@example.com> # First';
  const plan = `%syntax-version=1.0.0\n%project=shop\n\n${line}\n@v1 2025-01-02T00:00:00Z Ann <ann@example.com> # Tag\n`;

  test('goes on in the plan under the name of who planned last', () => {
    const files = write('sqitch', '.', { 'sqitch.plan': plan, 'deploy/first.sql': '' });
    const sidecar = files.find(({ path }) => path === 'sqitch.plan')?.content ?? '';
    expect(sidecar.startsWith(plan)).toBe(true);
    expect(sidecar).toContain(
      '\nexpand_users_display_name [first] 2026-03-01T12:00:00Z Ann <ann@example.com> # Phase expand',
    );
  });

  test('writes the same plan again in the place of its own changes', () => {
    const tree = { 'sqitch.plan': plan, 'deploy/first.sql': '' };
    const once = planIn(write('sqitch', '.', tree));
    expect(planIn(write('sqitch', '.', { ...tree, 'sqitch.plan': once }, ['deploy/']))).toBe(once);
  });

  test.each([
    ['scripts without a plan', { 'deploy/first.sql': '' }, /there is no sqitch\.plan/],
    ['a plan that is none', { 'sqitch.plan': 'hello\n' }, /does not say %project=/],
    [
      'a line that is no change',
      { 'sqitch.plan': `${plan}second by somebody\n` },
      /a line that is no change: second by somebody/,
    ],
  ])('refuses %s', (_, tree, message) => {
    expect(() => write('sqitch', '.', tree)).toThrow(message);
  });
});

describe('Liquibase', () => {
  const old = { 'db/changes/001-a.sql': '--liquibase formatted sql\n--changeset ann:1\nSELECT 1;\n' };
  const yaml = 'databaseChangeLog:\n  - include:\n      file: changes/001-a.sql\n      relativeToChangelogFile: true\n';

  test.each([
    [
      'YAML',
      'db.changelog-master.yaml',
      yaml,
      '  - include:\n      file: changes/002-expand_users_display_name.sql\n      relativeToChangelogFile: true\n',
    ],
    [
      'XML',
      'changelog.xml',
      '<a>\n  <include file="db/changes/001-a.sql"/>\n</a>\n',
      '  <include file="db/changes/002-expand_users_display_name.sql"/>\n',
    ],
  ])('adds its files to a changelog in %s', (_, name, text, line) => {
    const files = write('liquibase', 'db/changes', { ...old, [`db/${name}`]: text });
    expect(files.at(-1)).toMatchObject({ path: `../${name}`, role: 'sidecar', replaces: true });
    expect(files.at(-1)?.content).toContain(line);
    expect(files[0]?.content).toContain('--changeset ann:002-expand_users_display_name ');
  });

  test('leaves a changelog alone that includes all', () => {
    const files = write('liquibase', 'db/changes', { ...old, 'db/changelog.xml': '<includeAll path="changes"/>' });
    expect(files.every(({ role }) => role === undefined)).toBe(true);
  });
});

test('what refinery cannot run is a script, and the notes have it at its place', () => {
  const files = write('refinery', 'migrations', { 'migrations/V7__a.sql': '' });
  expect(files.map(({ path, role }) => [path, role])).toEqual([
    ['V8__expand_users_display_name.sql', undefined],
    ['run_backfill_users_display_name.sql', 'script'],
    ['V9__backfill_users_display_name.sql', undefined],
    ['V10__contract_users_full_name.sql', undefined],
  ]);
  const shown = JSON.stringify(timeline(fixture(), files));
  expect(shown).toContain(
    '2. with psql: `run_backfill_users_display_name.sql`<br>3. `V9__backfill_users_display_name.sql`',
  );
  expect(shown).toContain('No migration tool runs `run_backfill_users_display_name.sql`');
});
