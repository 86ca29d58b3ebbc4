import { describe, expect, it } from 'vitest';
import { keyName } from '../../src/notes/code.ts';
import { exported, goType, parameter, stringLiteral } from '../../src/notes/go.ts';
import { fixture } from './fixture.ts';

describe('names in Go', () => {
  it.each([
    ['full_name', 'FullName', 'fullName'],
    ['customer_id', 'CustomerID', 'customerID'],
    ['homeUrl', 'HomeURL', 'homeURL'],
    ['type', 'Type', 'value'],
    ['id', 'ID', 'value'],
    ['FULL_NAME', 'FullName', 'fullName'],
    ['2fa', 'Column2fa', 'value'],
    ['größe', 'Größe', 'größe'],
    ['名前', 'Column名前', 'value'],
    ['"`\n', 'Column', 'value'],
    ['İx²', 'Ix', 'ix'],
  ])('%j: %s and %s', (column, field, argument) => {
    expect(exported(column)).toBe(field);
    expect(parameter(column)).toBe(argument);
  });

  it('give the key another name when a column has taken it', () => {
    const { target } = fixture();
    expect(keyName({ ...target, columns: target.columns.map((column) => ({ ...column, old: 'Id' })) })).toBe('key');
  });
});

describe('stringLiteral', () => {
  it.each([
    ['SELECT "a"', '`SELECT "a"`'],
    ['a`"b', '"a`\\"b"'],
    ['a\nb', '"a\\nb"'],
    ['a\uFEFF', '"a\\uFEFF"'],
    ['a\\n', '`a\\n`'],
  ])('of %j is %s', (text, expected) => {
    expect(stringLiteral(text)).toBe(expected);
  });
});

describe('goType', () => {
  it.each([
    ['text', true, 'string'],
    ['character varying(50)', false, '*string'],
    ['bigint', true, 'int64'],
    ['timestamp(3) with time zone', false, '*time.Time'],
    ['jsonb', false, '[]byte'],
    ['text[]', true, 'string'],
    ['integer[]', true, 'string'],
    ['public.email', true, 'string'],
  ])('of %s (not null: %s) is %s', (type, notNull, expected) => {
    expect(goType(type, notNull)).toBe(expected);
  });
});
