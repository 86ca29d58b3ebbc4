import type { SqlClient } from '../client.ts';

/** A relation that a target may mean. */
export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** Those of the wanted names that it has as columns. */
  readonly columns: readonly { readonly name: string; readonly attnum: number }[];
}

/** pg_class.relkind that is no table, in words. */
export const kindNames: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  i: 'an index',
  I: 'an index',
  S: 'a sequence',
  c: 'a composite type',
  t: 'a TOAST table',
};

/** Relations of any schema by exact name, each with those of its columns that are called one of `columns`. */
export function relationsNamed(
  client: SqlClient,
  names: readonly string[],
  columns: readonly string[],
): Promise<readonly Relation[]> {
  return client.query<Relation>(
    `SELECT c.oid::int8::float8 AS oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
       (SELECT coalesce(json_agg(json_build_object('name', attname, 'attnum', attnum)), '[]') FROM pg_catalog.pg_attribute
        WHERE attrelid = c.oid AND attname = ANY ($2::text[]::name[]) AND NOT attisdropped) AS columns
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = ANY ($1::text[]::name[]) AND c.relpersistence <> 't'
     ORDER BY n.nspname`,
    [names, columns],
  );
}

/** The names of all columns of one table, in table order. */
export async function columnsOf(client: SqlClient, oid: number): Promise<readonly string[]> {
  const rows = await client.query<{ name: string }>(
    `SELECT attname::text AS name FROM pg_catalog.pg_attribute
     WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [oid],
  );
  return rows.map(({ name }) => name);
}

/** Tables whose names resemble one of `names`, at most 200; for after a miss only, since it reads all of pg_class. */
export function similarTables(client: SqlClient, name: string): Promise<readonly { schema: string; name: string }[]> {
  return client.query(
    `SELECT n.nspname::text AS schema, c.relname::text AS name
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
       AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
       AND (abs(length(c.relname) - length($1::text)) <= 3
              AND (left(lower(c.relname), 2) = left(lower($1::text), 2) OR right(lower(c.relname), 2) = right(lower($1::text), 2)
                OR translate(lower(c.relname), lower($1::text), '') = '')
            OR strpos(lower(c.relname), lower($1::text)) > 0)
     ORDER BY abs(length(c.relname) - length($1::text)), 1, 2 LIMIT 200`,
    [name],
  );
}

/** Every schema that holds no system objects, at most 200. */
export async function schemas(client: SqlClient): Promise<readonly string[]> {
  const rows = await client.query<{ name: string }>(
    `SELECT nspname::text AS name FROM pg_catalog.pg_namespace
     WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1 LIMIT 200`,
  );
  return rows.map(({ name }) => name);
}

/** An index, and the table that it is on. */
export interface NamedIndex {
  readonly table: number;
  readonly schema: string;
  readonly name: string;
}

const INDEXES = `SELECT i.indrelid::int8::float8 AS table, n.nspname::text AS schema, c.relname::text AS name
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid`;

/** Indexes of any schema by exact name. */
export function indexesNamed(client: SqlClient, names: readonly string[]): Promise<readonly NamedIndex[]> {
  return client.query<NamedIndex>(`${INDEXES} WHERE c.relname = ANY ($1::text[]::name[]) ORDER BY 2`, [names]);
}

/** Indexes whose names resemble this one, at most 200; for after a miss only, since it reads all of pg_class. */
export function similarIndexes(client: SqlClient, name: string): Promise<readonly NamedIndex[]> {
  return client.query<NamedIndex>(
    `${INDEXES} WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
       AND (abs(length(c.relname) - length($1::text)) <= 3 AND left(lower(c.relname), 2) = left(lower($1::text), 2)
            OR strpos(lower(c.relname), lower($1::text)) > 0)
     ORDER BY abs(length(c.relname) - length($1::text)), 2, 3 LIMIT 200`,
    [name],
  );
}
