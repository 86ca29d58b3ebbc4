import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { type Migration, nextVersions, type Start } from '../../src/formats/numbering.ts';

const now = new Date('2026-03-01T12:00:00.900Z');
const sequence: Start = { style: 'sequence', width: 4 };

function next(
  files: readonly string[],
  { count = 3, start = sequence, byName = false }: { count?: number; start?: Start; byName?: boolean } = {},
): string[] {
  const migrations = files.map((file): Migration => {
    const [, digits = '', name = ''] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
    return { file, digits, name, direction: 'up' };
  });
  return nextVersions(count, { directory: 'migrations', migrations, now, start, byName });
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
    ['days', ['20240130_a.sql', '20240131_b.sql'], ['20260301', '20260302', '20260303']],
    ['days that are ahead', ['20260301_a.sql', '20260302_b.sql'], ['20260303', '20260304', '20260305']],
    ['minutes', ['202401311200_a.sql'], ['202603011200', '202603011201', '202603011202']],
    ['this minute', ['202603011200_a.sql'], ['202603011201', '202603011202', '202603011203']],
    ['seconds since 1970', ['1690000000_a.sql'], ['1772366400', '1772366401', '1772366402']],
    ['milliseconds since 1970', ['1690000000000_a.sql'], ['1772366400900', '1772366401900', '1772366402900']],
    ['eight digits that are no day', ['20241399_a.sql'], ['20241400', '20241401', '20241402']],
    ['days, and one that is none', ['20240131_a.sql', '20240199_b.sql'], ['20260301', '20260302', '20260303']],
    ['eight digits that begin with a zero', ['00000009_a.sql'], ['00000010', '00000011', '00000012']],
    ['nine digits', ['100000009_a.sql', '100000010_b.sql'], ['100000011', '100000012', '100000013']],
  ])('%s', (_, files, expected) => {
    expect(next(files)).toEqual(expected);
  });

  test('an empty directory of a tool that stamps', () => {
    expect(next([], { start: { style: 'stamp' } })).toEqual(['20260301120000', '20260301120001', '20260301120002']);
  });
});

describe('of a tool that tells its migrations apart by their names', () => {
  test.each<[string, string[], string[]]>([
    ['the same number', ['0003_a.sql', '0003_b.sql'], ['0004', '0005', '0006']],
    [
      'the same stamp',
      ['20250101000000_a.sql', '20250101000000_b.sql'],
      ['20260301120000', '20260301120001', '20260301120002'],
    ],
    ['a sixtieth second', ['20240101000060_a.sql'], ['20260301120000', '20260301120001', '20260301120002']],
    ['one in the future', ['20271301000060_a.sql'], ['20271301000061', '20271301000062', '20271301000063']],
  ])('%s', (_, files, expected) => {
    expect(next(files, { byName: true })).toEqual(expected);
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
    ['a width that is used up by nines', ['999999999_a.sql'], /would be 1000000000, and its numbers have 9 digits/],
    ['long numbers of several widths', ['1_a.sql', '123456789_b.sql'], /numbering in migrations is not known/],
    ['longer than a stamp', ['20250101000000_a.sql', '2025010100000012_b.sql'], /longer than a 14-digit/],
  ])('%s', (_, files, message) => {
    expect(() => next(files)).toThrow(UserError);
    expect(() => next(files)).toThrow(message);
  });
});
