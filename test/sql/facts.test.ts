import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialState, observe, type SchemaState } from '../../src/sql/facts/index.ts';
import { loadSql } from '../../src/sql/parse.ts';
import { servers, type TestDatabase } from '../support/server.ts';
import { USERS, usersCatalog } from './catalog.ts';

beforeAll(loadSql);

/** Statements that run in a transaction; `|` separates what comes before from the one that is looked at. */
const STATEMENTS = [
  'ALTER TABLE public.users ADD COLUMN x text',
  "ALTER TABLE public.users ADD COLUMN x text NOT NULL DEFAULT 'a'",
  'ALTER TABLE public.users ADD COLUMN x timestamptz DEFAULT now()',
  'ALTER TABLE public.users ADD COLUMN x uuid DEFAULT gen_random_uuid()',
  'ALTER TABLE public.users ADD COLUMN x bigserial',
  'ALTER TABLE public.users ADD COLUMN x int CHECK (x > 0)',
  'ALTER TABLE public.users ADD COLUMN x int REFERENCES public.orgs (id)',
  'ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0) NOT VALID',
  'ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0)',
  'ALTER TABLE public.users ADD CONSTRAINT c CHECK (id > 0) NOT VALID | ALTER TABLE public.users VALIDATE CONSTRAINT c',
  'ALTER TABLE public.users ADD CONSTRAINT c FOREIGN KEY (org_id) REFERENCES public.orgs (id) NOT VALID',
  'ALTER TABLE public.users ADD CONSTRAINT c FOREIGN KEY (org_id) REFERENCES public.orgs (id)',
  'ALTER TABLE public.users ADD CONSTRAINT c FOREIGN KEY (org_id) REFERENCES public.orgs (id) NOT VALID | ALTER TABLE public.users VALIDATE CONSTRAINT c',
  'ALTER TABLE public.users ALTER COLUMN email SET NOT NULL',
  'ALTER TABLE public.users ALTER COLUMN age SET NOT NULL',
  'ALTER TABLE public.users ALTER COLUMN lvl DROP NOT NULL',
  'ALTER TABLE public.users ADD CONSTRAINT c UNIQUE USING INDEX users_email_uidx',
  'ALTER TABLE public.users ADD CONSTRAINT c UNIQUE (full_name)',
  'ALTER TABLE public.users DROP COLUMN org_id',
  'ALTER TABLE public.users ALTER COLUMN lvl TYPE bigint',
  'ALTER TABLE public.users ALTER COLUMN email TYPE varchar(100)',
  'ALTER TABLE public.users ALTER COLUMN email TYPE varchar',
  'ALTER TABLE public.users DROP CONSTRAINT age_known',
  'ALTER TABLE public.child DROP CONSTRAINT child_fk',
  'ALTER TABLE public.users ALTER COLUMN age SET DEFAULT 3',
  'ALTER TABLE public.users ALTER COLUMN age SET STATISTICS 300',
  'ALTER TABLE public.users ALTER COLUMN age SET (n_distinct = 5)',
  'ALTER TABLE public.users ALTER COLUMN full_name SET STORAGE EXTERNAL',
  'ALTER TABLE public.users ALTER COLUMN full_name SET COMPRESSION pglz',
  'ALTER TABLE public.users ENABLE ALWAYS TRIGGER t',
  'ALTER TABLE public.users CLUSTER ON users_age_idx',
  'ALTER TABLE public.users REPLICA IDENTITY FULL',
  'ALTER TABLE public.users ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE public.users RENAME COLUMN full_name TO x',
  'ALTER TABLE public.users RENAME CONSTRAINT age_known TO x',
  'ALTER INDEX public.users_age_idx RENAME TO x',
  'ALTER TRIGGER t ON public.users RENAME TO x',
  'ALTER POLICY p ON public.users RENAME TO x',
  'ALTER STATISTICS public.st RENAME TO x',
  'ALTER STATISTICS public.st SET STATISTICS 300',
  'ALTER MATERIALIZED VIEW public.mv RENAME TO x',
  'CREATE INDEX i ON public.users (full_name)',
  'DROP INDEX public.users_age_idx',
  'DROP INDEX IF EXISTS public.users_age_idx',
  'CREATE TRIGGER t2 BEFORE INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.f()',
  'DROP TRIGGER t ON public.users',
  'CREATE POLICY p2 ON public.users USING (EXISTS (SELECT FROM public.orgs))',
  'ALTER POLICY p ON public.users USING (false)',
  'DROP POLICY p ON public.users',
  'CREATE RULE r2 AS ON UPDATE TO public.users DO ALSO INSERT INTO public.orgs (id) VALUES (1)',
  'DROP RULE r ON public.users',
  'CREATE STATISTICS public.st2 ON age, lvl FROM public.users',
  'DROP STATISTICS public.st',
  'CREATE OR REPLACE VIEW public.v AS SELECT full_name FROM public.users',
  'CREATE MATERIALIZED VIEW public.mv2 AS SELECT id FROM public.users',
  'REFRESH MATERIALIZED VIEW public.mv',
  "COMMENT ON COLUMN public.users.age IS 'x'",
  "COMMENT ON CONSTRAINT age_known ON public.users IS 'x'",
  "COMMENT ON TRIGGER t ON public.users IS 'x'",
  "COMMENT ON INDEX public.users_age_idx IS 'x'",
  "COMMENT ON VIEW public.v IS 'x'",
  "COMMENT ON FUNCTION public.f() IS 'x'",
  'GRANT SELECT (age) ON public.users TO PUBLIC',
  'ALTER PUBLICATION pub ADD TABLE public.users',
  'ALTER PUBLICATION pub ADD TABLE public.users | ALTER PUBLICATION pub DROP TABLE public.users',
  'LOCK TABLE public.users IN SHARE ROW EXCLUSIVE MODE',
  'LOCK TABLE public.v IN ACCESS EXCLUSIVE MODE',
  'UPDATE public.users SET full_name = email',
  "UPDATE public.users SET full_name = email WHERE ctid = '(0,1)'",
  'DELETE FROM public.child WHERE id = 5',
  'SELECT count(*) FROM public.users',
  'SELECT 1 FROM public.users LIMIT 1',
  'SELECT full_name FROM public.v',
  "WITH b AS (SELECT ctid FROM public.users WHERE ctid < '(1,0)' FOR NO KEY UPDATE SKIP LOCKED) UPDATE public.users AS u SET full_name = 'x' FROM b WHERE u.ctid = b.ctid",
  'ANALYZE public.users',
  "CREATE FUNCTION public.g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "SELECT pg_catalog.set_config('lock_timeout', '1s', true)",
  'DO $$ BEGIN LOCK TABLE public.users IN SHARE MODE; IF EXISTS (SELECT FROM public.orgs) THEN ALTER TABLE public.orgs ADD COLUMN x int; END IF; END $$',
  'TRUNCATE public.child',
];

describe.each(servers())('facts are what server $major does', (server) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await server.createDatabase(USERS);
  });
  afterAll(() => db.drop());

  it.each(STATEMENTS)('%s', async (text) => {
    const [before, sql] = text.includes(' | ') ? text.split(' | ') : [undefined, text];
    let state: SchemaState = initialState(usersCatalog(server.major));
    await db.exec('BEGIN');
    try {
      if (before !== undefined) {
        // Committed, so that its locks are gone; taken back below.
        state = observe(state, before).state;
        await db.exec(`${before}; COMMIT; BEGIN`);
      }
      const scanned = await scans(db);
      const files = await nodes(db);
      await db.exec(sql ?? '');
      const { facts } = observe(state, sql ?? '');
      const seen = await locks(db);
      const said = facts.locks
        .filter(({ relation }) => !relation.endsWith('_idx'))
        .map(({ relation, mode }) => `${relation} ${mode}`);
      expect(said.toSorted()).toEqual(seen);
      const read = (await scans(db)) - scanned >= 100;
      if (!/^(SELECT full_name|ANALYZE|LOCK|DO|DELETE|WITH)/.test(sql ?? '')) expect(facts.scans).toBe(read);
      if (/^ALTER TABLE.*ADD COLUMN/.test(sql ?? '')) expect(facts.rewrites).toBe((await nodes(db)) !== files);
    } finally {
      await db.exec('ROLLBACK');
      if (before !== undefined)
        await db
          .exec(
            'ALTER TABLE public.users DROP CONSTRAINT IF EXISTS c; ALTER PUBLICATION pub SET TABLE public.orgs; ALTER PUBLICATION pub DROP TABLE public.orgs',
          )
          .catch(() => undefined);
    }
  });
});

const state = (): SchemaState => initialState(usersCatalog(18));

describe('what needs no server', () => {
  it('marks what a retry block locks, and that a DO with COMMIT stands outside a transaction', () => {
    const sql = `DO $$ BEGIN
      BEGIN LOCK TABLE ONLY public.users IN ACCESS EXCLUSIVE MODE; EXCEPTION WHEN lock_not_available THEN NULL; END; COMMIT;
      ALTER TABLE public.users VALIDATE CONSTRAINT age_known;
    END $$`;
    expect(observe(state(), sql).facts).toEqual({
      locks: [
        { relation: 'public.users', mode: 'ACCESS EXCLUSIVE', retried: true },
        { relation: 'public.users', mode: 'SHARE UPDATE EXCLUSIVE', retried: false },
      ],
      transaction: 'forbidden',
      scans: false,
      rewrites: false,
      destroys: false,
    });
  });

  it('keeps CONCURRENTLY outside transactions, and knows the new index afterwards', () => {
    const built = observe(state(), 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON public.users (full_name)');
    expect(built.facts).toMatchObject({
      transaction: 'forbidden',
      scans: true,
      locks: [{ mode: 'SHARE UPDATE EXCLUSIVE' }],
    });
    const key = 'ALTER TABLE public.users ADD CONSTRAINT k PRIMARY KEY USING INDEX i';
    expect(observe(built.state, key).facts.scans).toBe(true);
    const proof = 'ALTER TABLE public.users ADD CONSTRAINT n CHECK (full_name IS NOT NULL) NOT VALID;';
    expect(observe(observe(built.state, proof).state, key).facts.scans).toBe(true);
    expect(
      observe(observe(built.state, `${proof} ALTER TABLE public.users VALIDATE CONSTRAINT n`).state, key).facts.scans,
    ).toBe(false);
  });

  it.each([
    'CREATE EXTENSION citext',
    "DO $$ BEGIN EXECUTE 'x'; END $$",
    'DROP VIEW public.v CASCADE',
    'UPDATE users SET age = 1',
    'ALTER TABLE public.users ADD COLUMN x public.posint',
  ])('does not guess: %s', (sql) => {
    expect(() => observe(state(), sql)).toThrow(/FactsUnknown|facts of EXECUTE/);
  });

  it('says what destroys', () => {
    expect(observe(state(), 'ALTER TABLE public.users DROP COLUMN full_name').facts.destroys).toBe(true);
    expect(observe(state(), 'DROP INDEX public.users_age_idx').facts.destroys).toBe(false);
  });
});

/** The strongest lock on each table or view of ours that was there before. */
async function locks(db: TestDatabase): Promise<string[]> {
  const rows = await db.query<{ seen: string; modes: string }>(`
    SELECT c.relname AS seen, array_agg(l.mode)::text AS modes FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE l.pid = pg_backend_pid() AND n.nspname = 'public' AND c.relkind IN ('r', 'v', 'm') AND c.relname <> 'mv2' GROUP BY 1`);
  return rows
    .map(({ seen, modes }) => {
      const all = modes.replace(/[{}"]/g, '').split(',');
      const strongest = ORDER.findLast((mode) => all.includes(mode)) ?? '';
      const name = seen === 'x' ? 'mv' : seen;
      return `public.${name} ${strongest
        .replace(/Lock$/, '')
        .replace(/(?<!^)([A-Z])/g, ' $1')
        .toUpperCase()}`;
    })
    .toSorted();
}

const ORDER =
  'AccessShareLock RowShareLock RowExclusiveLock ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock ExclusiveLock AccessExclusiveLock'.split(
    ' ',
  );

async function scans(db: TestDatabase): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `SELECT coalesce(sum(seq_tup_read), 0)::int AS n FROM pg_stat_xact_user_tables WHERE relname IN ('users', 'mv')`,
  );
  return row?.n ?? 0;
}

async function nodes(db: TestDatabase): Promise<string> {
  const [row] = await db.query<{ n: string }>("SELECT pg_relation_filenode('public.users')::text AS n");
  return row?.n ?? '';
}
