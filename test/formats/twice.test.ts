/** Two migrations with one number: whether that is a fault is for the tool to say. */
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { fixture } from './fixture.ts';
import { treeOf } from './memory.ts';

const now = new Date('2026-03-01T12:00:00Z');

/** The first file that a format writes beside these. */
function first(name: string, entries: readonly string[], text = ''): string | undefined {
  const repo = treeOf(Object.fromEntries(entries.map((entry) => [`db/${entry}`, text])));
  const format = formats.find((each) => each.name === name);
  return format?.files(fixture(), { directory: 'db', existing: repo.list('db'), now, reuse: [], repo })[0]?.path;
}

describe('goes on where the tool keeps whole names', () => {
  test.each<[string, string[], RegExp]>([
    ['knex', ['20240101000000_a.js', '20240101000000_b.js'], /^20260301120000_expand/],
    ['kysely', ['20240101000000_a.ts', '20240101000000_b.ts'], /^20260301120000_expand/],
    ['sequelize', ['20240101000000-a.js', '20240101000000-b.js'], /^20260301120000-expand/],
    ['node-pg-migrate', ['1690000000000_a.js', '1690000000000_b.js'], /^1772366400000_expand/],
    ['mikro-orm', ['Migration20240101000000_a.ts', 'Migration20240101000000_b.ts'], /^Migration20260301120000_expand/],
    ['prisma', ['20240101000000_a/migration.sql', '20240101000000_b/migration.sql'], /^20260301120000_expand/],
    ['laravel', ['2024_01_01_000000_create_a.php', '2024_01_01_000000_create_b.php'], /^2026_03_01_120000_expand/],
    ['liquibase', ['20240101000000_a.sql', '20240101000000_b.sql'], /^20260301120000_expand/],
    ['yoyo', ['0003.a.py', '0003.b.py'], /^0004\.expand/],
  ])('%s', (name, entries, path) => {
    expect(first(name, entries)).toMatch(path);
  });

  test('sql-migrate', () => {
    const two = ['20240101000000-a.sql', '20240101000000-b.sql'];
    expect(first('sql-migrate', two, '-- +migrate Up\n')).toMatch(/^20260301120000-expand/);
  });

  test('Laravel, with digits that are no time', () => {
    expect(first('laravel', ['2024_01_01_000060_create_a.php'])).toMatch(/^2026_03_01_120000_expand/);
    expect(first('laravel', ['2027_01_01_000060_create_a.php'])).toMatch(/^2027_01_01_000061_expand/);
  });
});

describe('is refused where the number is what the tool keeps', () => {
  test.each<[string, string[], string]>([
    ['goose', ['20240101000000_a.sql', '20240101000000_b.sql'], '-- +goose Up\n'],
    ['dbmate', ['20240101000000_a.sql', '20240101000000_b.sql'], '-- migrate:up\n'],
    ['golang-migrate', ['1690000000_a.up.sql', '1690000000_b.up.sql'], ''],
    ['gomigrate', ['20240101000000_a.up.sql', '20240101000000_b.up.sql'], ''],
    ['flyway', ['V20240131__a.sql', 'V20240131__b.sql'], ''],
    ['rails', ['20240101000000_a.rb', '20240101000000_b.rb'], ''],
    ['ecto', ['20240101000000_a.exs', '20240101000000_b.exs'], ''],
    ['sqlx', ['20240101000000_a.sql', '20240101000000_b.sql'], ''],
    ['supabase', ['20240101000000_a.sql', '20240101000000_b.sql'], ''],
    ['postgrator', ['001.do.a.sql', '001.do.b.sql'], ''],
    ['plain', ['0001_a.sql', '0001_b.sql'], ''],
  ])('%s', (name, entries, text) => {
    expect(() => first(name, entries, text)).toThrow(/have the same number: .*a.* and .*b/);
  });
});

describe('numbers that are shorter than a time stamp of seconds', () => {
  test.each<[string, string, RegExp]>([
    ['flyway', 'V202401311200__a.sql', /^V202603011200__expand/],
    ['flyway', 'V20240131__a.sql', /^V20260301__expand/],
    ['golang-migrate', '1690000000_a.up.sql', /^1772366400_expand/],
  ])('%s after %s', (name, entry, path) => {
    expect(first(name, [entry])).toMatch(path);
  });
});
