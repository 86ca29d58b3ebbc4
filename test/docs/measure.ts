/** What a statement does to the tables of a database, asked of the server itself while the statement's transaction is open. */
import type pg from 'pg';
import { lockModes } from '../../src/notes/locks.ts';
import { code, fenced, prose } from '../../src/notes/markdown.ts';
import { parseStatements } from '../../src/sql/parse.ts';
import type { LockMode } from '../../src/types.ts';
import { newest } from '../support/server.ts';

interface Touched {
  readonly table: string;
  /** The strongest. */
  readonly mode: LockMode;
  readonly reads: boolean;
  readonly writes: boolean;
}

// Counters of the open transaction; a table whose file is another one was written anew.
const SEEN = `
  SELECT c.oid, pg_relation_filenode(c.oid) AS file, s.seq_scan + coalesce(s.idx_scan, 0) AS scans, s.n_tup_ins + s.n_tup_upd + s.n_tup_del AS written
  FROM pg_class AS c JOIN pg_stat_xact_user_tables AS s ON s.relid = c.oid WHERE c.relkind IN ('r', 'p')`;

const AFTER = `
  WITH before AS (SELECT * FROM seen_before), after AS (${SEEN})
  SELECT format('%s.%I', n.nspname, c.relname) AS table,
    (SELECT array_agg(l.mode) FROM pg_locks AS l WHERE l.pid = pg_backend_pid() AND l.relation = c.oid AND l.granted) AS modes,
    after.scans > before.scans AS reads,
    after.file IS DISTINCT FROM before.file OR after.written > before.written AS writes
  FROM before JOIN after USING (oid) JOIN pg_class AS c USING (oid) JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' ORDER BY 1`;

/**
 * Runs the statements one by one, each in a transaction of its own, on a new database with this schema. Gives each as a block
 * of SQL with a table of what it locks, reads and writes, or with its error.
 */
export async function measured(schema: string, sql: string): Promise<string> {
  const database = await newest().createDatabase(schema);
  try {
    const client = await database.client();
    const parts: string[] = [];
    for (const { text } of parseStatements(sql)) {
      parts.push(`${fenced('sql', `${text};`)}\n\n${await measuredOne(client, text)}`);
    }
    return parts.join('\n\n');
  } finally {
    await database.drop();
  }
}

async function measuredOne(client: pg.Client, statement: string): Promise<string> {
  await client.query('BEGIN');
  await client.query(`CREATE TEMP TABLE seen_before ON COMMIT DROP AS ${SEEN}`);
  try {
    await client.query(statement);
  } catch (error) {
    await client.query('ROLLBACK');
    return `It fails: ${prose(error instanceof Error ? error.message : String(error))}.`;
  }
  const { rows } = await client.query<Omit<Touched, 'mode'> & { modes: string[] | null }>(AFTER);
  await client.query('COMMIT');
  const touched = rows.flatMap(({ modes, ...rest }) => (modes === null ? [] : [{ ...rest, mode: strongest(modes) }]));
  return touched.length === 0 ? 'It locks no table.' : table(touched);
}

function strongest(modes: readonly string[]): LockMode {
  const held = modes.map((mode) =>
    mode
      .replace(/Lock$/, '')
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toUpperCase(),
  );
  const [first] = [...lockModes].toReversed().flatMap(([mode]) => (held.includes(mode) ? [mode] : []));
  if (first === undefined) throw new Error(`no known lock among ${held.join(', ')}`);
  return first;
}

const yes = (holds: boolean): string => (holds ? 'yes' : 'no');

function table(touched: readonly Touched[]): string {
  return [
    '| Table | Lock | Keeps out | Reads its rows | Writes its rows |',
    '| --- | --- | --- | --- | --- |',
    ...touched.map(
      ({ table: name, mode, reads, writes }) =>
        `| ${code(name)} | ${mode} | ${lockModes.find(([known]) => known === mode)?.[1] ?? ''} | ${yes(reads)} | ${yes(writes)} |`,
    ),
  ].join('\n');
}
