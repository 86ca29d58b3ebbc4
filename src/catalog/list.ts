import type { SqlClient } from './client.ts';

/** Something to pick from a list. `name` is as it would be typed: quoted where it must be. */
export interface Listed {
  readonly name: string;
  readonly detail: string;
}

/**
 * The tables that a person may want to change, the largest first; a table that the search_path finds goes without its
 * schema. Reads pg_class only.
 */
export async function listTables(client: SqlClient): Promise<readonly Listed[]> {
  const rows = await client.query<{ name: string; rows: number }>(`
    SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
        || pg_catalog.quote_ident(c.relname) AS name, c.reltuples::float8 AS rows
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    ORDER BY c.relpages DESC, n.nspname, c.relname`);
  return rows.map(({ name, rows: count }) => ({
    name,
    detail: count < 0 ? 'never analyzed' : `about ${count.toLocaleString('en-US')} rows`,
  }));
}

/** The columns of a table that `listTables` named, in their order. */
export async function listColumns(client: SqlClient, table: string): Promise<readonly Listed[]> {
  return await client.query<Listed>(
    `SELECT pg_catalog.quote_ident(a.attname) AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS detail
     FROM pg_catalog.pg_attribute AS a
     WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum`,
    [table],
  );
}
