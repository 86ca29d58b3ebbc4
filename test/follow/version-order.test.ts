/** Which of two migrations comes later, and which two are one to their tool: by what each tool notes. */
import { describe, expect, it } from 'vitest';
import { isIn, sameNumber } from '../../src/follow/files.ts';
import { newerThanAll } from '../../src/follow/version-order.ts';
import { formats } from '../../src/formats/index.ts';

describe('a database that has run what is newer than all files', () => {
  it.each([
    ['Laravel', ['2026_01_15_093000_add_users'], '2026_09_01_120000_add_mail'],
    ['TypeORM', ['AddUsers1700000000000', 'AddIpv4Column1710000000000'], 'AddMail1720000000000'],
    ['MikroORM', ['Migration20240101000000'], 'Migration20240102000000_add_2_more'],
    ['Flyway', ['1.4', '1.4.9', ''], '1.5'],
    ['Flyway, by number', ['1.9'], '1.10'],
    ['numbers', ['000001', '000002'], '3'],
    ['an empty directory', [], '1'],
  ])('%s', (_, own, row) => {
    expect(newerThanAll([...own, row], own)).toBe(row);
    // As long as it is among the files, or comes before them.
    expect(newerThanAll([row], [...own, row])).toBeUndefined();
    expect(newerThanAll(own, [row])).toBeUndefined();
  });

  it.each([
    ['names that say nothing of the order', ['add_users'], 'add_mail2'],
    ['another app', ['shop.0001_initial'], 'auth.0012_alter_user'],
    ['the same number, written otherwise', ['1'], '1.0'],
    ['the row 0 of goose', [], '0'],
    ['a name that begins with a digit', ['0003_users'], '0003_2fa_users'],
  ])('not %s', (_, own, row) => {
    expect(newerThanAll([row], own)).toBeUndefined();
  });
});

const same = (name: string, directory: string, own: string, other: string): unknown => {
  const format = formats.find((each) => each.name === name);
  if (format === undefined) throw new Error(name);
  const path = directory === '.' ? own : `${directory}/${own}`;
  return sameNumber({ cwd: '/nowhere', directory, format, entries: [own, other] }, [path]);
};

describe('two files with one number', () => {
  it.each([
    ['flyway', 'V3__a.sql', 'V3__b.sql'],
    ['flyway', 'V1.5__a.sql', 'V1_5__b.sql'],
    ['refinery', 'V3__a.sql', 'V3__b.sql'],
    ['golang-migrate', '000003_a.up.sql', '000003_b.up.sql'],
  ])('of %s: %s and %s', (name, own, other) => {
    expect(same(name, 'sql', own, other)).toEqual({ own: `sql/${own}`, other: `sql/${other}` });
    expect(same(name, '.', own, other)).toEqual({ own, other: `./${other}` });
  });

  it.each([
    ['flyway', 'V3__a.sql', 'V4__b.sql'],
    ['flyway', 'V3__a.sql', 'README.md'],
    ['refinery', 'V3__a.sql', 'Values.md'],
  ])('of %s are not %s and %s', (name, own, other) => {
    expect(same(name, 'sql', own, other)).toBeNull();
  });

  it('are looked for in the directory that paths are from, too', () => {
    expect(['1_a.sql', 'sub/1_a.sql', '..a.sql'].map((path) => isIn('.', path))).toEqual([true, true, true]);
    expect(['db/1_a.sql', 'db2/1_a.sql', 'db'].map((path) => isIn('db', path))).toEqual([true, false, false]);
  });
});
