/** The planner refuses its own plan when a statement would read or write a whole table while others wait for its lock. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSql } from '../../src/sql/parse.ts';
import { verbatim } from '../../src/sql/value.ts';
import { assemblePhases } from '../../src/steps/assemble.ts';
import { usersCatalog } from './catalog.ts';

beforeAll(loadSql);

const emits = (...statements: readonly string[]): unknown =>
  assemblePhases(
    [
      {
        name: 'expand',
        title: '',
        summary: [],
        subject: '',
        gate: [],
        steps: [{ id: 'x', title: 'the step', why: '', sql: statements.map(verbatim) }],
        undo: [],
      },
    ],
    usersCatalog(18),
  );

/** As the retry of every plan is shaped. */
const retried = (...statements: readonly string[]): string => `DECLARE attempt integer := 0; BEGIN LOOP
  BEGIN
    ${statements.join('; ')};
    EXIT;
  EXCEPTION WHEN lock_not_available THEN
    IF attempt > 3 THEN RAISE EXCEPTION 'given up'; END IF;
  END;
  COMMIT;
  PERFORM pg_catalog.pg_sleep(1);
END LOOP; COMMIT; END;`;
const block = (...parts: readonly string[]): string => `DO $$ BEGIN ${parts.join('\n')} END $$`;

const LOCK = 'LOCK TABLE public.users IN ACCESS EXCLUSIVE MODE';
const NOT_VALID = 'ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0) NOT VALID';
const VALIDATE = 'ALTER TABLE public.users VALIDATE CONSTRAINT c;';
const SCAN = 'IF EXISTS (SELECT FROM public.users WHERE full_name = email) THEN RAISE NOTICE $x$some$x$; END IF;';

describe('refuses', () => {
  it.each([
    ['a check that is not NOT VALID', block(retried('ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0)'))],
    [
      'a foreign key that is not',
      block(retried('ALTER TABLE public.users ADD FOREIGN KEY (org_id) REFERENCES public.orgs (id)')),
    ],
    ['NOT NULL without a proof', block(retried('ALTER TABLE public.users ALTER COLUMN email SET NOT NULL'))],
    ['an index that is not built concurrently', block(retried('CREATE INDEX i ON public.users (email)'))],
    ['a key without its index', block(retried('ALTER TABLE public.users ADD UNIQUE (full_name)'))],
    ['a type that rewrites', block(retried('ALTER TABLE public.users ALTER COLUMN lvl TYPE bigint'))],
    ['a default of each row', block(retried('ALTER TABLE public.users ADD COLUMN x uuid DEFAULT gen_random_uuid()'))],
    ['all rows written under the lock', block(retried(LOCK, 'UPDATE public.users SET age = 0'))],
    ['VALIDATE in the same transaction', block(retried(NOT_VALID).replace('COMMIT; END;', `${VALIDATE} COMMIT; END;`))],
    ['a query after the lock', block(retried(LOCK).replace(/COMMIT; END;$/, 'END;'), SCAN)],
    ['a query after a COMMIT that may not run', block(`${LOCK}; IF now() IS NULL THEN COMMIT; END IF;`, SCAN)],
    ['the second round of a loop', block(`FOR i IN 1..2 LOOP ${SCAN} ${LOCK}; END LOOP;`)],
    ['a branch of three', block(`IF 1 = 2 THEN NULL; ELSIF 2 = 3 THEN ${LOCK}; ELSE NULL; END IF;`, SCAN)],
  ])('%s', (_, sql) => {
    expect(() => emits(sql)).toThrow(/while it holds|not under a lock timeout/);
  });

  it('says which statement of which step, and the lock', () => {
    expect(() => emits(block(retried(LOCK, 'UPDATE public.users SET age = 0')))).toThrow(
      'expand, the step: reads or writes a whole table while it holds ACCESS EXCLUSIVE on public.users: UPDATE public.users SET age = 0',
    );
  });

  it('a lock without a limit', () => {
    expect(() => emits(NOT_VALID)).toThrow('ACCESS EXCLUSIVE on public.users is not under a lock timeout');
  });
});

describe('emits', () => {
  it.each([
    ['NOT VALID, and VALIDATE in another transaction', block(retried(NOT_VALID), VALIDATE)],
    ['NOT NULL that a valid check proves', block(retried('ALTER TABLE public.users ALTER COLUMN age SET NOT NULL'))],
    ['an index concurrently', 'CREATE INDEX CONCURRENTLY i ON public.users (email)'],
    ['a query before the lock', block(SCAN, retried(LOCK))],
    ['a lock that a COMMIT ends on every way', block(`IF now() IS NULL THEN ${retried(LOCK)} END IF;`, SCAN)],
    ['a row by its key under the lock', block(retried(LOCK, 'UPDATE public.users SET age = 0 WHERE id = 3'))],
    [
      'a table that the plan has made',
      block(retried('CREATE TABLE public.own (id int)', 'LOCK TABLE public.own', 'TRUNCATE public.own')),
    ],
    [
      'what a RETURN leaves behind',
      block(`IF now() IS NULL THEN ${retried(LOCK).replace('COMMIT; END;', 'RETURN; END;')} END IF;`, SCAN),
    ],
  ])('%s', (_, sql) => {
    expect(() => emits(sql)).not.toThrow();
  });
});
