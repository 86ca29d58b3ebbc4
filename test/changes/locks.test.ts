/** Every statement of every plan takes the locks that its facts name, and no stronger ones. */
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { LockMode, Statement } from '../../src/types.ts';
import { appliesTo, caseKinds, casesOf } from '../support/case.ts';
import { newest, oldest } from '../support/server.ts';
import { subject } from './walk.ts';

const MODES: readonly LockMode[] = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/**
 * Locks on tables and views of users that the backend holds; indexes are locked with their table. A lock of type extend or tuple names
 * a relation too, and keeps nobody out.
 */
const HELD = `SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS relation, l.mode
  FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE l.locktype = 'relation' AND l.granted AND l.pid = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

interface Held {
  readonly relation: string;
  readonly mode: string;
}

/** AccessExclusiveLock -> ACCESS EXCLUSIVE */
function rank(mode: string): number {
  const words = mode
    .replace(/Lock$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase();
  return MODES.findIndex((each) => each === words);
}

/** The locks held that the facts do not cover, from ROW EXCLUSIVE on; readers are never in the way. */
function unannounced(held: readonly Held[], { facts }: Statement): string[] {
  const strongest = (relation: string): number =>
    Math.max(
      rank('ACCESS SHARE'),
      ...facts.locks
        .filter((lock) => plainName(lock.relation) === plainName(relation))
        .map((lock) => MODES.indexOf(lock.mode)),
    );
  return held
    .filter(({ relation, mode }) => rank(mode) >= rank('RowExclusiveLock') && rank(mode) > strongest(relation))
    .map(({ relation, mode }) => `${mode} on ${relation}`);
}

/** Without the quotes that some quoting functions write and others do not need. */
const plainName = (name: string): string => name.replaceAll('"', '');

/** Runs one statement and reads the locks before its transaction ends; samples them from aside when it commits by itself. */
async function locksOf(statement: Statement, client: pg.Client, watcher: pg.Client, pid: number): Promise<Held[]> {
  if (statement.facts.transaction === 'allowed') {
    await client.query('BEGIN');
    await client.query(statement.sql);
    const { rows } = await client.query<Held>(HELD, [pid]);
    await client.query('COMMIT');
    return rows;
  }
  const seen: Held[] = [];
  const statementRuns = { now: true };
  const done = client.query(statement.sql).finally(() => (statementRuns.now = false));
  while (statementRuns.now) seen.push(...(await watcher.query<Held>(HELD, [pid])).rows);
  await done;
  return seen;
}

// npm run test:all has every case on both ends; otherwise each server watches every twelfth, and both a sixth.
const turns = process.env['PLAN_TEST_ALL'] === undefined ? 12 : 1;
const ends = [oldest(), newest()];

describe.each(ends.map((server, turn) => ({ server, turn, major: server.major })))(
  'locks on $major',
  ({ server, turn }) => {
    const carried = caseKinds
      .flatMap(casesOf)
      .filter((each) => each.expect.refusal === undefined && appliesTo(each, server.major))
      .filter((_, index) => (index + 6 * turn) % turns === 0)
      .map((each) => [`${each.kind}/${each.name}`, each] as const);

    // A statement that commits by itself is watched from outside, which may miss one that is over in a millisecond.
    const seen = new Set<string>();
    it.each(carried)('%s takes no lock that its facts do not name', { timeout: 60_000 }, async (_, each) => {
      const { db, client, plan } = await subject(each, server);
      const watcher = await db.client();
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const existing = await client.query<{ relation: string }>(
        "SELECT format('%I.%I', relnamespace::regnamespace, relname) AS relation FROM pg_class",
      );
      const known = new Set(existing.rows.map(({ relation }) => relation));
      for (const statement of plan.phases.flatMap(({ steps }) => steps.flatMap(({ run }) => run))) {
        const held = await locksOf(statement, client, watcher, rows[0]?.pid ?? 0);
        if (held.length > 0) seen.add(each.name);
        // Nobody can wait for what this plan made itself.
        expect(
          unannounced(
            held.filter(({ relation }) => known.has(relation)),
            statement,
          ),
          statement.sql,
        ).toEqual([]);
      }
      await db.drop();
    });

    it('really sees locks', () => {
      expect(seen.size).toBeGreaterThan(carried.length / 2);
    });
  },
);
