import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../src/catalog/distance.ts';
import { parseName, parseParts, quoteName, spellings } from '../../src/catalog/name.ts';

describe('parseName', () => {
  it.each([
    ['users.full_name', ['users', 'full_name']],
    ['Users.fullName', ['users', 'fullname']],
    ['"Users"."full.name"', ['Users', 'full.name']],
    ['a."say ""hi"""."ß ☺"', ['a', 'say "hi"', 'ß ☺']],
    ['Übung.É', ['Übung', 'É']],
    ['one', ['one']],
  ])('%s', (text, parts) => expect(parseName(text)).toEqual(parts));

  it.each(['', '.', 'a.', '.b', 'a..b', '"a', '""', 'a.""', '"a"b', 'a b', 'a."b" '])('refuses %j', (text) =>
    expect(() => parseName(text)).toThrow(expect.objectContaining({ name: 'UserError' })),
  );

  it('reads back what quoteName writes', () => {
    const names = ['select', 'a.b', 'He said "x"', 'plain', ' '];
    expect(parseName(quoteName(...names))).toEqual(names);
  });
});

it('tries the folded spelling before the typed one, and a quoted one alone', () => {
  expect(parseParts('createdAt."Id"').map(spellings)).toEqual([['createdat', 'createdAt'], ['Id']]);
});

it('counts slips', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('titel', 'title')).toBe(1);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('☺a', 'a☺')).toBe(1);
});

const near = (wanted: string, names: string[]): readonly string[] => closest(wanted, names, (name) => name);

it('suggests what could be a slip, and nothing else', () => {
  expect(near('name', ['full_name', 'nam', 'price'])).toEqual(['full_name', 'nam']);
  expect(near('created_at', ['createdAt', 'updatedAt'])).toEqual(['createdAt']);
  expect(near('x', ['price', 'id'])).toEqual([]);
});
