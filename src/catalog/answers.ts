import { UserError } from '../errors.ts';
import type { SqlClient } from './client.ts';

/** What a server says to a question: `absent` when what it asks about is not there, `unknown` when it took too long. */
export type Answer = 'yes' | 'no' | 'absent' | 'unknown';

/** How long one question may take; those that look at every row of a large table are given up. */
const PATIENCE = '20s';

/**
 * Asks questions, each a query of one row with a column `ok`, in one READ ONLY transaction that always ends in ROLLBACK.
 * Throws UserError when the connection ends or the role may not ask.
 */
export async function answersTo(client: SqlClient, queries: readonly string[]): Promise<Answer[]> {
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(
      `SELECT set_config('statement_timeout', '${PATIENCE}', true), set_config('lock_timeout', '2s', true)`,
    );
    const answers: Answer[] = [];
    for (const query of queries) answers.push(await answer(client, query));
    return answers;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UserError) throw error;
    throw new UserError(`The database could not be asked how far the plan is: ${error.message}.`, {
      hint: 'Nothing was changed. Run the same command again.',
      cause: error,
    });
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

async function answer(client: SqlClient, query: string): Promise<Answer> {
  await client.query('SAVEPOINT asked');
  try {
    const [row] = await client.query<{ ok: boolean | null }>(query);
    return row?.ok === true ? 'yes' : 'no';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // What is not there: a table, a column, a schema, a function.
    if (['42P01', '42703', '3F000', '42883', '42704'].includes(code)) return 'absent';
    if (['57014', '55P03'].includes(code)) return 'unknown';
    throw error;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT asked').catch(() => undefined);
  }
}

/** The rows of a migration tool's own history; null when its table is not there. Throws UserError when it cannot be read. */
export async function historyRows(
  client: SqlClient,
  { table, query }: { readonly table: string; readonly query: string },
): Promise<readonly string[] | null> {
  try {
    const [there] = await client.query<{ ok: boolean }>('SELECT to_regclass($1) IS NOT NULL AS ok', [table]);
    if (there?.ok !== true) return null;
    return (await client.query<{ version: string | null }>(query)).flatMap(({ version }) => version ?? []);
  } catch (error) {
    throw new UserError(`${table}, the history of the migrations, cannot be read: ${(error as Error).message}.`, {
      hint: 'Connect as a role that may read it.',
      cause: error,
    });
  }
}

/** Something that hangs on what a plan has made. */
export interface Hanging {
  /** The column or index of the plan. */
  readonly on: string;
  /** pg_describe_object */
  readonly says: string;
  /** The bare name of it, where it has one. */
  readonly name: string;
}

/** What depends on these columns of a table, whoever made it. */
export async function hangingOn(
  client: SqlClient,
  table: { readonly schema: string; readonly name: string },
  columns: readonly string[],
): Promise<readonly Hanging[]> {
  return await client.query<Hanging>(
    `SELECT DISTINCT a.attname::text AS on,
       pg_catalog.pg_describe_object(coalesce(own.classid, d.classid), coalesce(own.objid, d.objid), 0) AS says,
       coalesce(
         (SELECT relname::text FROM pg_catalog.pg_class WHERE d.classid = 'pg_catalog.pg_class'::regclass AND oid = d.objid),
         (SELECT conname::text FROM pg_catalog.pg_constraint WHERE d.classid = 'pg_catalog.pg_constraint'::regclass AND oid = d.objid),
         (SELECT tgname::text FROM pg_catalog.pg_trigger WHERE d.classid = 'pg_catalog.pg_trigger'::regclass AND oid = d.objid),
         (SELECT stxname::text FROM pg_catalog.pg_statistic_ext WHERE d.classid = 'pg_catalog.pg_statistic_ext'::regclass AND oid = d.objid),
         (SELECT polname::text FROM pg_catalog.pg_policy WHERE d.classid = 'pg_catalog.pg_policy'::regclass AND oid = d.objid),
         (SELECT proname::text FROM pg_catalog.pg_proc WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND oid = d.objid),
         (SELECT c.relname::text FROM pg_catalog.pg_class c WHERE own.objid = c.oid),
         '') AS name
     FROM pg_catalog.pg_class t
     JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attname = ANY ($3::text[]::name[]) AND NOT a.attisdropped
     JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = t.oid AND d.refobjsubid = a.attnum
     LEFT JOIN LATERAL (SELECT 'pg_catalog.pg_class'::regclass::oid AS classid, r.ev_class AS objid FROM pg_catalog.pg_rewrite r
       WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid) own ON true
     WHERE n.nspname = $1 AND t.relname = $2 AND d.classid <> 'pg_catalog.pg_attrdef'::regclass
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE d.classid = 'pg_catalog.pg_constraint'::regclass AND oid = d.objid AND contype = 'n')
     ORDER BY 1, 2`,
    [table.schema, table.name, columns],
  );
}
