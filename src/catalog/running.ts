import type { RunningStatements } from '../types.ts';
import type { SqlClient } from './client.ts';
import { quoteName } from './name.ts';

const EXTENSION = `
  SELECT n.nspname AS schema FROM pg_catalog.pg_extension AS e
  JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`;

/** Statements that are read; the most called first. */
const MOST = 200;
/** Characters of one that are read. */
const LONGEST = 20_000;

interface Row {
  readonly query: string;
  readonly calls: number;
  readonly hidden: boolean;
}

const statements = (schema: string): string => `
  SELECT pg_catalog.left(s.query, ${LONGEST}) AS query, pg_catalog.sum(s.calls)::float8 AS calls,
    s.query = '<insufficient privilege>' AS hidden, pg_catalog.count(*)::float8 AS entries
  FROM ${quoteName(schema, 'pg_stat_statements')} AS s
  WHERE s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    AND (s.query = '<insufficient privilege>' OR EXISTS (
      SELECT FROM pg_catalog.unnest($1::text[]) AS name
      WHERE pg_catalog.strpos(pg_catalog.lower(s.query), pg_catalog.lower(name)) > 0))
  GROUP BY s.query
  ORDER BY hidden DESC, calls DESC, query
  LIMIT ${MOST}`;

/**
 * The statements of this database that pg_stat_statements has and whose text holds one of the names. To be called inside
 * a transaction, which goes on whatever the extension says: it raises when the server has not loaded it.
 */
export async function runningStatements(client: SqlClient, names: readonly string[]): Promise<RunningStatements> {
  const [extension] = await client.query<{ schema: string }>(EXTENSION);
  if (extension === undefined) return { why: 'not installed' };
  await client.query('SAVEPOINT running');
  try {
    await client.query("SELECT pg_catalog.set_config('statement_timeout', '3s', true)");
    const rows = await client.query<Row & { entries: number }>(statements(extension.schema), [names]);
    return {
      statements: rows.filter(({ hidden }) => !hidden).map(({ query, calls }) => ({ query, calls })),
      hidden: rows.find(({ hidden }) => hidden)?.entries ?? 0,
    };
  } catch (error) {
    // Not loaded (55000), no right (42501) or not in time (57014): the plan does not depend on it.
    if (error instanceof Error && 'code' in error && ['55000', '42501', '57014', '42P01'].includes(String(error.code)))
      return { why: 'not readable' };
    throw error;
  } finally {
    // Also gives back the time limit. On a connection that broke this fails too, and must not hide why.
    await client.query('ROLLBACK TO SAVEPOINT running').catch(() => undefined);
  }
}
