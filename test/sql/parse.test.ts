import { beforeAll, describe, expect, it } from 'vitest';
import { deparse, deparseExpression } from '../../src/sql/deparse.ts';
import { loadSql, parseExpression, parseOne, parseStatements } from '../../src/sql/parse.ts';

beforeAll(loadSql);

describe('parseStatements', () => {
  it('slices by bytes, with the comments before each statement', () => {
    const texts = parseStatements('-- ä first\nSELECT \'ü\';; -- two; really\nSELECT "é" FROM t;\n').map((s) => s.text);
    expect(texts).toEqual(["-- ä first\nSELECT 'ü'", '-- two; really\nSELECT "é" FROM t']);
  });

  it('says where SQL is wrong', () => {
    expect(() => parseStatements('SELECT 1;\nSELEC 2')).toThrow(/line 2, column 1/);
  });

  it('wants exactly one statement from parseOne', () => {
    expect(() => parseOne('SELECT 1; SELECT 2')).toThrow(/found 2/);
    expect(() => parseOne('-- nothing')).toThrow(/found 0/);
  });
});

describe('parseExpression', () => {
  it.each([
    '1',
    'lower(a) || b',
    "'x'::text",
    '(SELECT max(a) FROM t)',
    'ROW(1, 2)',
    'a -- note',
    '((a))',
    'CASE WHEN a THEN 1 END',
    'a IN (1, 2)',
  ])('takes %s', (text) => {
    expect(parseExpression(text)).toBeTypeOf('object');
  });

  it.each([
    '',
    '1, 2',
    '1) --',
    '1); DROP TABLE x; --',
    '1) -- \n + (2',
    '1 AS x',
    '1 FROM t',
    'a b',
    '*',
    'SELECT 1',
    '1; SELECT 2',
    '1 /*',
    '(1, 2)',
    '1 UNION SELECT 2',
    '1 LIMIT 1',
  ])('refuses %s', (text) => {
    expect(() => parseExpression(text)).toThrow(/not one SQL expression/);
  });

  it('says at which character', () => {
    expect(() => parseExpression('lower(a')).toThrow(/character 8/);
  });
});

describe('deparse', () => {
  it('gives back what means the same', () => {
    expect(deparse(parseOne('create index i on s.t (lower(a) desc) where b > 1'))).toBe(
      'CREATE INDEX i ON s.t ((lower(a)) DESC) WHERE b > 1',
    );
    expect(deparseExpression(parseExpression('((a + b) * c) IS NOT NULL'))).toMatch(/IS NOT NULL/);
  });
});
