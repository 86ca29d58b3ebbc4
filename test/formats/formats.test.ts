import { describe, expect, test } from 'vitest';
import { parseStatements, loadSql } from '../../src/sql/parse.ts';
import { formats, type Format } from '../../src/formats/index.ts';
import { golangMigrate } from '../../src/formats/golang-migrate.ts';
import { gomigrate } from '../../src/formats/gomigrate.ts';
import { plain } from '../../src/formats/plain.ts';
import type { OutputFile, Plan } from '../../src/types.ts';
import { alone, fixture, retried, statement, step, withSteps } from './fixture.ts';
import { emptyRepo } from '../support/phases.ts';

await loadSql();
const now = new Date('2026-03-01T12:00:00Z');

function files(
  format: Format,
  existing: readonly string[] = [],
  plan: Plan = fixture(),
  reuse: readonly string[] = [],
): OutputFile[] {
  return format.files(plan, { directory: 'migrations', existing, now, reuse, repo: emptyRepo });
}

const paths = (list: readonly OutputFile[]) => list.map(({ path }) => path);
const sqlOf = (file: OutputFile | undefined) => parseStatements(file?.content ?? '').length;

describe('plain', () => {
  test('one file a phase, the down files in a folder of their own, last phase first', () => {
    expect(paths(files(plain, ['0009_old.sql', 'README.md']))).toEqual([
      '0010_expand_users_display_name.sql',
      '0011_backfill_users_display_name.sql',
      '0012_contract_users_full_name.sql',
      'down/0012_contract_users_full_name.down.sql',
      'down/0011_backfill_users_display_name.down.sql',
      'down/0010_expand_users_display_name.down.sql',
    ]);
  });

  test('reads like a migration written by hand', () => {
    expect(files(plain)[1]?.content).toMatchInlineSnapshot(`
      "-- Phase backfill
      --
      -- What it does.
      -- Which deploy.

      -- Step copy
      -- Because copy.
      DO $$ BEGIN COMMIT; END $$;

      -- Step index
      -- Because index.
      CREATE INDEX CONCURRENTLY i ON public.users (display_name);

      -- Step check
      -- Because check.
      DO $$ BEGIN ASSERT true; END $$;

      ANALYZE public.users;
      "
    `);
    expect(files(plain).map(({ transaction }) => transaction)).toEqual([true, false, true, true, true, true]);
  });

  test('down files beside the up files are not taken for up files', () => {
    expect(paths(files(plain, ['0001_a.sql', '0001_a.down.sql']))[0]).toMatch(/^0002_/);
  });

  test.each([
    ['pairs of another tool', ['000001_a.up.sql', '000001_a.down.sql'], /pairs of \.up\.sql/],
    ['SQL files without numbers', ['init.sql'], /none begins with a number and an underscore, such as init\.sql/],
  ])('refuses %s', (_, existing, message) => {
    expect(() => files(plain, existing)).toThrow(message);
  });
});

describe.each([golangMigrate, gomigrate])('$name', (format) => {
  test('a statement that commits or is concurrent stands alone in its file', () => {
    const up = files(format).filter(({ direction, phase }) => direction === 'up' && phase === 'backfill');
    expect(up.map(({ transaction }) => transaction)).toEqual([false, false, true]);
    expect(up.map(sqlOf)).toEqual([1, 1, 2]);
    expect(up[1]?.content).toContain(paths(up)[0]);
  });

  test('names and numbers are distinct, every up file has its down file', () => {
    const list = files(format);
    const up = list.filter(({ direction }) => direction === 'up');
    const down = list.filter(({ direction }) => direction === 'down');
    expect(new Set(up.map(({ path }) => path.replace(/^\d+_/, ''))).size).toBe(5);
    expect(down.map(({ path }) => path.replace('.down.', '.up.'))).toEqual(paths(up).toReversed());
    expect(paths(list).every((path) => /^\d+_[a-z0-9_]+\.(up|down)\.sql$/.test(path))).toBe(true);
  });

  test('no file opens or ends a transaction by a statement of its own', () => {
    const nodes = files(format).flatMap(({ content }) => parseStatements(content).map(({ node }) => node));
    expect(nodes.filter((node) => 'TransactionStmt' in node)).toEqual([]);
  });

  test('the undo lies in the first file of a phase, and the other down files do nothing', () => {
    const down = files(format).filter(({ direction, phase }) => direction === 'down' && phase === 'backfill');
    expect(down.map(({ content }) => content.includes('SET display_name = NULL'))).toEqual([false, false, true]);
    expect(down.map(sqlOf)).toEqual([1, 1, 1]);
  });

  test('more undo than do makes up files that do nothing', () => {
    const undo = [
      step('u', statement('DROP INDEX CONCURRENTLY a;', alone), statement('DROP INDEX CONCURRENTLY b;', alone)),
    ];
    const list = files(format, [], withSteps('contract', [step('one', statement('SELECT 1;'))], undo)).filter(
      ({ phase }) => phase === 'contract',
    );
    expect(list).toHaveLength(4);
    expect(list.map(({ content }) => /INDEX CONCURRENTLY (\w)/.exec(content)?.[1])).toEqual([
      undefined,
      undefined,
      'a',
      'b',
    ]);
  });

  test('two retried blocks, or one and a scan, do not share a transaction', () => {
    const steps = [
      step(
        'a',
        statement('SELECT 1;'),
        statement('SELECT 2;', retried),
        statement('SELECT 3;', retried),
        statement('SELECT 4;', { scans: true }),
      ),
    ];
    const up = files(format, [], withSteps('expand', steps)).filter(
      ({ direction, phase }) => direction === 'up' && phase === 'expand',
    );
    expect(up.map(sqlOf)).toEqual([2, 1, 1]);
  });

  test('a name that another migration has is not used again', () => {
    const list = files(format, [
      '000001_Expand_Users_Display_Name.up.sql',
      '000001_Expand_Users_Display_Name.down.sql',
    ]);
    expect(paths(list)[0]).toBe('000002_expand_users_display_name_2.up.sql');
  });

  test('the numbers of an earlier writing are used again', () => {
    expect(paths(files(format, [], fixture(), ['07', '08', '09', '10', '11'])).slice(0, 2)).toEqual([
      '07_expand_users_display_name.up.sql',
      '08_backfill_users_display_name.up.sql',
    ]);
  });

  test('refuses SQL files of another layout', () => {
    expect(() => files(format, ['0001_a.sql'])).toThrow(/no pair of .* such as 0001_a\.sql/);
  });
});

test('an empty directory: six digits for golang-migrate, a stamp for gomigrate', () => {
  expect(paths(files(golangMigrate))[0]).toBe('000001_expand_users_display_name.up.sql');
  expect(paths(files(gomigrate)).slice(0, 2)).toEqual([
    '20260301120000_expand_users_display_name.up.sql',
    '20260301120001_backfill_users_display_name.up.sql',
  ]);
});

const repo = (tree: Record<string, string>) => ({
  list: (directory: string) =>
    Object.keys(tree).flatMap((path) => (path.startsWith(`${directory}/`) ? [path.slice(directory.length + 1)] : [])),
  read: (path: string) => tree[path] ?? null,
});

describe('detection', () => {
  test('golang-migrate by its pairs, gomigrate by its file', () => {
    expect(
      golangMigrate.detect(repo({ 'db/migrations/1_a.up.sql': '', 'db/migrations/1_a.down.sql': '' }))?.directory,
    ).toBe('db/migrations');
    expect(golangMigrate.detect(repo({ 'db/migrations/1_a.up.sql': '' }))).toBeNull();
    expect(
      gomigrate.detect(repo({ '.gomigrate.yml': 'driver: postgres\nmigrations_dir: ./sql # here\n' }))?.directory,
    ).toBe('sql');
    expect(formats.filter((format) => format.detect(repo({})) !== null)).toEqual([]);
  });
});
