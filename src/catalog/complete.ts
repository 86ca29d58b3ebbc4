import type { SqlClient } from './client.ts';

/** A word that may stand where one was begun. */
export interface Candidate {
  readonly word: string;
  readonly says: string;
}

const MOST = 200;

/**
 * Tables that begin as typed, each with a dot behind it, and the columns of the table before the last dot. Reads in one READ ONLY
 * transaction in which no statement may take long. Throws what the server says.
 */
export async function namesLike(client: SqlClient, typed: string, milliseconds: number): Promise<Candidate[]> {
  await client.query('BEGIN READ ONLY');
  await client.query("SELECT pg_catalog.set_config('statement_timeout', $1, true)", [String(milliseconds)]);
  const [, table, column] = LAST_DOT.exec(typed) ?? [];
  const columns = table === undefined || column === undefined ? [] : await columnsLike(client, table, column);
  // A table and a schema may have one name. Names with a line break would be two; no shell has a use for them.
  return [...columns, ...(await tablesLike(client, typed))].filter((each) => !/\p{Cc}/u.test(each.word));
}

/** What stands before the last dot that is in no quotes, and behind it. */
const LAST_DOT = /^((?:[^"]|"[^"]*")*)\.([^]*)$/;

async function tablesLike(client: SqlClient, typed: string): Promise<Candidate[]> {
  const rows = await client.query<{ name: string; full: string }>(
    `SELECT found.name, found.qualified AS full FROM (
       SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS qualified,
         CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN pg_catalog.quote_ident(c.relname)
           ELSE pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) END AS name
       FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_') AS found
     WHERE pg_catalog.starts_with(pg_catalog.lower(found.name), $1) OR pg_catalog.starts_with(pg_catalog.lower(found.qualified), $1)
     ORDER BY found.name LIMIT ${String(MOST)}`,
    [typed.toLowerCase()],
  );
  return rows.map(({ name, full }) => {
    const word = name.toLowerCase().startsWith(typed.toLowerCase()) ? name : full;
    return { word: `${word}.`, says: 'table' };
  });
}

async function columnsLike(client: SqlClient, table: string, typed: string): Promise<Candidate[]> {
  const rows = await client.query<{ name: string; type: string }>(
    `SELECT pg_catalog.quote_ident(a.attname) AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_catalog.pg_attribute AS a
     WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_catalog.starts_with(pg_catalog.lower(pg_catalog.quote_ident(a.attname)), $2)
     ORDER BY a.attnum LIMIT ${String(MOST)}`,
    [table, typed.toLowerCase()],
  );
  return rows.map(({ name, type }) => ({ word: `${table}.${name}`, says: type }));
}
