import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { type Migration, nextVersions, type Start } from '../../src/formats/numbering.ts';

const now = new Date('2026-03-01T12:00:00.900Z');
const sequence: Start = { style: 'sequence', width: 4 };

function next(
  files: readonly string[],
  { count = 3, start = sequence }: { count?: number; start?: Start } = {},
): string[] {
  const migrations = files.map((file): Migration => {
    const [, digits = '', name = ''] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
    return { file, digits, name, direction: 'up' };
  });
  return nextVersions(count, { directory: 'migrations', migrations, now, start });
}

describe('continues what is there', () => {
  test.each<[string, string[], string[]]>([
    ['an empty directory', [], ['0001', '0002', '0003']],
    ['four digits', ['0001_a.sql', '0009_b.sql'], ['0010', '0011', '0012']],
    ['six digits', ['000041_a.sql'], ['000042', '000043', '000044']],
    ['gaps', ['0001_a.sql', '0100_b.sql'], ['0101', '0102', '0103']],
    ['no width', ['1_a.sql', '9_b.sql', '10_c.sql'], ['11', '12', '13']],
    ['one digit', ['8_a.sql'], ['9', '10', '11']],
    ['stamps of the past', ['20250101000000_a.sql'], ['20260301120000', '20260301120001', '20260301120002']],
    ['a stamp of the future', ['20991231235959_a.sql'], ['21000101000000', '21000101000001', '21000101000002']],
    ['a stamp of this second', ['20260301120000_a.sql'], ['20260301120001', '20260301120002', '20260301120003']],
    [
      'a sequence that became stamps',
      ['0001_a.sql', '20250101000000_b.sql'],
      ['20260301120000', '20260301120001', '20260301120002'],
    ],
  ])('%s', (_, files, expected) => {
    expect(next(files)).toEqual(expected);
  });

  test('an empty directory of a tool that stamps', () => {
    expect(next([], { start: { style: 'stamp' } })).toEqual(['20260301120000', '20260301120001', '20260301120002']);
  });
});

describe('refuses what it cannot continue', () => {
  test.each<[string, string[], RegExp]>([
    ['two files with the same number', ['0003_a.sql', '0003_b.sql'], /same number: 0003_a\.sql and 0003_b\.sql/],
    ['the same number in other digits', ['3_a.sql', '0003_b.sql'], /same number/],
    ['different widths', ['0001_a.sql', '002_b.sql'], /different widths: 0001_a\.sql and 002_b\.sql/],
    ['a width that is used up', ['9998_a.sql'], /would be 10000, and its numbers have 4 digits/],
    ['14 digits that are no time', ['20251301000000_a.sql'], /not a date and time/],
    ['31 February', ['20250231000000_a.sql'], /not a date and time/],
    ['seconds since 1970', ['1700000000_a.sql'], /numbering in migrations is not known/],
    ['longer than a stamp', ['20250101000000_a.sql', '20250101000000123_b.sql'], /longer than a 14-digit/],
  ])('%s', (_, files, message) => {
    expect(() => next(files)).toThrow(UserError);
    expect(() => next(files)).toThrow(message);
  });
});
