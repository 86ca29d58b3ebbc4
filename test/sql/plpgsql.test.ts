import { beforeAll, expect, it } from 'vitest';
import { loadSql, parseOne } from '../../src/sql/parse.ts';
import { bodyOf } from '../../src/sql/plpgsql.ts';

beforeAll(loadSql);

it('finds every statement, nested ones too, and which are retried', () => {
  const body = bodyOf(`DO $$ DECLARE i int := (SELECT 7); a int[]; BEGIN
    LOOP
      BEGIN
        LOCK TABLE s.t IN ACCESS EXCLUSIVE MODE;
        IF i > 1 AND EXISTS (SELECT FROM s.u) THEN UPDATE s.t SET a = 1; END IF;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN PERFORM pg_sleep(1);
      END;
    END LOOP;
    a[(SELECT 1 = 1)::int] := i + 'ä'::int;
    FOR i IN SELECT id FROM s.v LOOP RAISE NOTICE '%', i; END LOOP;
    COMMIT;
  END $$`);
  expect(body.commits).toBe(true);
  const texts = body.statements.map((s) => `${s.retried ? 'retried ' : ''}${s.kind}: ${s.sql}`);
  expect(texts).toContain('retried execsql: LOCK TABLE s.t IN ACCESS EXCLUSIVE MODE');
  expect(texts).toContain('retried execsql: UPDATE s.t SET a = 1');
  expect(texts).toContain('retried if: SELECT i > 1 AND EXISTS (SELECT FROM s.u)');
  expect(texts).toContain('perform: SELECT pg_sleep(1)');
  expect(texts).toContain("assign: SELECT i + 'ä'::int");
  expect(texts).toContain('fors: SELECT id FROM s.v');
  expect(texts).toContain('declare: SELECT (SELECT 7)');
  for (const { sql } of body.statements) expect(parseOne(sql)).toBeTypeOf('object');
});

it('refuses EXECUTE, and says when PL/pgSQL does not parse', () => {
  expect(() => bodyOf(`DO $$ BEGIN EXECUTE 'SELECT 1'; END $$`)).toThrow(/facts of EXECUTE cannot be read/);
  expect(() => bodyOf(`DO $$ BEGIN FOR x IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP; END $$`)).toThrow();
  expect(() => bodyOf(`DO $$ BEGIN IFF x THEN; END $$`)).toThrow();
});

it('reads trigger functions', () => {
  const body = bodyOf(
    `CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a := NEW.b; RETURN NEW; END $$`,
  );
  expect(body).toMatchObject({
    commits: false,
    statements: expect.arrayContaining([{ sql: 'SELECT NEW.b', kind: 'assign', retried: false }]),
  });
});
