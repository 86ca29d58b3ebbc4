import type { SqlClient } from './client.ts';
import { readOnly, TIMEOUTS } from './read-only.ts';

/** A table that a person may want to change, and what hangs on it. `name` is as it would be typed. */
export interface SurveyedTable {
  readonly oid: number;
  readonly name: string;
  /** null: never analyzed. */
  readonly rows: number | null;
  /** With its indexes and long values, and with its partitions; as of the last VACUUM or ANALYZE. */
  readonly bytes: number;
  readonly partitions: number;
  readonly isPartition: boolean;
  readonly hasPrimaryKey: boolean;
  readonly indexes: number;
  readonly referring: number;
  readonly referred: number;
  readonly views: number;
  readonly triggers: number;
}

/** The schema goes without saying when the search_path finds the table without it. */
const NAME = `CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
    || pg_catalog.quote_ident(c.relname)`;

/**
 * All tables of a database, the largest first and partitions last, in one query: it reads only catalogs, so that no lock on a table
 * makes it wait, and asks nothing table by table. Throws UserError as every reading does.
 */
export async function surveyTables(client: SqlClient): Promise<readonly SurveyedTable[]> {
  return await readOnly(client, async () => {
    await client.query(`SELECT ${TIMEOUTS}`);
    return await client.query<SurveyedTable>(TABLES);
  });
}

const TABLES = `
    WITH RECURSIVE tree (root, oid) AS (
        SELECT i.inhparent, i.inhrelid
        FROM pg_catalog.pg_inherits AS i JOIN pg_catalog.pg_class AS p ON p.oid = i.inhparent AND p.relkind = 'p'
        UNION ALL
        SELECT t.root, i.inhrelid FROM tree AS t JOIN pg_catalog.pg_inherits AS i ON i.inhparent = t.oid),
      own AS (
        SELECT c.oid, c.relpages::float8 + coalesce(t.relpages, 0) AS pages, c.reltuples
        FROM pg_catalog.pg_class AS c LEFT JOIN pg_catalog.pg_class AS t ON t.oid = c.reltoastrelid
        WHERE c.relkind = 'r'),
      keyed AS (
        SELECT x.indrelid AS oid, pg_catalog.count(*) AS indexes, pg_catalog.sum(i.relpages) AS pages,
          pg_catalog.bool_or(x.indisprimary) AS has_primary
        FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
        GROUP BY x.indrelid),
      below AS (
        SELECT t.root AS oid, pg_catalog.count(*) AS partitions, pg_catalog.sum(o.pages + coalesce(k.pages, 0)) AS pages,
          pg_catalog.sum(o.reltuples) FILTER (WHERE o.reltuples >= 0) AS rows
        FROM tree AS t JOIN own AS o ON o.oid = t.oid LEFT JOIN keyed AS k ON k.oid = t.oid
        GROUP BY t.root),
      referring AS (
        SELECT conrelid AS oid, pg_catalog.count(*) AS number FROM pg_catalog.pg_constraint WHERE contype = 'f' GROUP BY conrelid),
      referred AS (
        SELECT confrelid AS oid, pg_catalog.count(*) AS number FROM pg_catalog.pg_constraint
        WHERE contype = 'f' AND conparentid = 0 GROUP BY confrelid),
      viewed AS (
        SELECT d.refobjid AS oid, pg_catalog.count(DISTINCT r.ev_class) AS number
        FROM pg_catalog.pg_depend AS d JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid AND r.ev_class <> d.refobjid
        WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        GROUP BY d.refobjid),
      triggered AS (
        SELECT tgrelid AS oid, pg_catalog.count(*) AS number FROM pg_catalog.pg_trigger WHERE NOT tgisinternal GROUP BY tgrelid)
    SELECT c.oid::pg_catalog.int8::float8 AS oid, ${NAME} AS name,
      CASE WHEN c.relkind = 'p' THEN below.rows WHEN c.reltuples >= 0 THEN c.reltuples END::float8 AS rows,
      ((coalesce(own.pages, 0) + coalesce(keyed.pages, 0) + coalesce(below.pages, 0))
        * pg_catalog.current_setting('block_size')::float8)::float8 AS bytes,
      coalesce(below.partitions, 0)::int4 AS partitions, c.relispartition AS "isPartition",
      coalesce(keyed.has_primary, false) AS "hasPrimaryKey", coalesce(keyed.indexes, 0)::int4 AS indexes,
      coalesce(referring.number, 0)::int4 AS referring, coalesce(referred.number, 0)::int4 AS referred,
      coalesce(viewed.number, 0)::int4 AS views, coalesce(triggered.number, 0)::int4 AS triggers
    FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      LEFT JOIN own ON own.oid = c.oid LEFT JOIN keyed ON keyed.oid = c.oid LEFT JOIN below ON below.oid = c.oid
      LEFT JOIN referring ON referring.oid = c.oid LEFT JOIN referred ON referred.oid = c.oid
      LEFT JOIN viewed ON viewed.oid = c.oid LEFT JOIN triggered ON triggered.oid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    ORDER BY c.relispartition, bytes DESC, n.nspname, c.relname`;
