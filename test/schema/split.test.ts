import { describe, expect, it } from 'vitest';
import { pieces } from '../../src/schema/split.ts';

const split = (text: string): string[] => [...pieces(text)].map((piece) => piece.text);

describe('takes a text apart as psql does', () => {
  it.each<readonly [string, string, string[]]>([
    ['statements', 'SELECT 1;\nSELECT 2', ['SELECT 1', 'SELECT 2']],
    ['nothing', ' ;; -- no\n/* no; /* nested */ ; */ ;', []],
    ['strings', `SELECT ';', 'it''s;', E'a\\';b';x`, [`SELECT ';', 'it''s;', E'a\\';b'`, 'x']],
    ['a string that ends in a backslash', `SELECT '\\';x`, [`SELECT '\\'`, 'x']],
    ['names', 'SELECT ";""; ";x', ['SELECT ";""; "', 'x']],
    ['dollar quotes', 'DO $a$ ; $$ ; $b$ $a$;x', ['DO $a$ ; $$ ; $b$ $a$', 'x']],
    ['a parameter and a name with a dollar', 'SELECT $1, a$b$c;x', ['SELECT $1, a$b$c', 'x']],
    ['comments inside', 'SELECT -- ;\n1 /* ; */;x', ['SELECT -- ;\n1 /* ; */', 'x']],
    [
      'rules',
      'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);x',
      ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'x'],
    ],
    [
      'BEGIN ATOMIC',
      'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;x',
      ['CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END', 'x'],
    ],
    ['BEGIN as a transaction', 'BEGIN; SELECT 1; END;', ['BEGIN', 'SELECT 1', 'END']],
    [
      'meta-commands',
      '\\restrict a;b\nSELECT 1;\n\\unrestrict a;b\n',
      ['\\restrict a;b', 'SELECT 1', '\\unrestrict a;b'],
    ],
    ['backslashes in a body', "DO $$\n\\connect no\n'$$;x", ["DO $$\n\\connect no\n'$$", 'x']],
    [
      'COPY',
      "COPY public.t (a, b) FROM stdin;\n'\t\\N\nit's; $$\n\\.\nSELECT 1;",
      ['COPY public.t (a, b) FROM stdin', 'SELECT 1'],
    ],
    [
      'COPY with Windows line ends',
      'COPY "T;" FROM STDIN;\r\n1\r\n\\.\r\nSELECT 1;',
      ['COPY "T;" FROM STDIN', 'SELECT 1'],
    ],
    ['COPY without rows', 'copy t from stdin;\n\\.\nx', ['copy t from stdin', 'x']],
    ['a byte order mark', '\uFEFFSELECT 1;', ['SELECT 1']],
    ['quotes that never end', "SELECT 'a; b", ["SELECT 'a; b"]],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

it('takes five megabytes apart in time that does not grow with its square', () => {
  const line = `INSERT INTO public.t VALUES (1, 'it''s; a \\ value', E'\\\\', "x");\n`;
  const text = line.repeat(Math.ceil(5_000_000 / line.length));
  const start = performance.now();
  expect([...pieces(text)].length).toBe(text.length / line.length);
  expect(performance.now() - start).toBeLessThan(60_000);
});
