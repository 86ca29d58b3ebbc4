import type { SqlClient } from './client.ts';
import { readOnly, TIMEOUTS } from './read-only.ts';

/** What a table is made of, as far as a person picks from it. Names are as they would be typed. */
export interface TableParts {
  readonly columns: readonly SurveyedColumn[];
  readonly indexes: readonly SurveyedIndex[];
  readonly constraints: readonly SurveyedConstraint[];
}

export interface SurveyedColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly generated: boolean;
  readonly identity: boolean;
  readonly primary: boolean;
  /** How many indexes have it as a key, or compute one from it. */
  readonly indexes: number;
  /** The tables that it refers to by itself. */
  readonly refers: readonly string[];
}

export interface SurveyedIndex {
  readonly name: string;
  /** From the access method on: `btree (email)`. */
  readonly definition: string;
  readonly keys: readonly string[];
  readonly unique: boolean;
  readonly valid: boolean;
  readonly bytes: number;
  readonly ofConstraint: boolean;
  readonly inherited: boolean;
}

export interface SurveyedConstraint {
  readonly name: string;
  readonly definition: string;
  readonly inherited: boolean;
}

/** The columns, indexes and constraints of a table that `surveyTables` found; nothing when it is gone. Throws UserError as every reading does. */
export async function surveyTable(client: SqlClient, oid: number): Promise<TableParts> {
  return await readOnly(client, async () => {
    await client.query(`SELECT ${TIMEOUTS}`);
    return {
      columns: await client.query<SurveyedColumn>(COLUMNS, [oid]),
      indexes: await client.query<SurveyedIndex>(INDEXES, [oid]),
      constraints: await client.query<SurveyedConstraint>(CONSTRAINTS, [oid]),
    };
  });
}

const COLUMNS = `
  SELECT pg_catalog.quote_ident(a.attname) AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull AS "notNull", a.attgenerated <> '' AS generated, a.attidentity <> '' AS identity,
    CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS default,
    EXISTS (SELECT FROM pg_catalog.pg_index AS i
      WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey::pg_catalog.int2[])) AS primary,
    (SELECT pg_catalog.count(DISTINCT p.objid)::pg_catalog.int4 FROM pg_catalog.pg_depend AS p
      JOIN pg_catalog.pg_index AS i ON i.indexrelid = p.objid AND i.indrelid = a.attrelid
      WHERE p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
    + (SELECT pg_catalog.count(*)::pg_catalog.int4 FROM pg_catalog.pg_constraint AS k
      WHERE k.conrelid = a.attrelid AND k.contype IN ('p', 'u', 'x') AND a.attnum = ANY (k.conkey)) AS indexes,
    ARRAY(SELECT k.confrelid::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_constraint AS k
      WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] ORDER BY k.conname) AS refers
  FROM pg_catalog.pg_attribute AS a
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

const INDEXES = `
  SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END
      || pg_catalog.quote_ident(c.relname) AS name,
    pg_catalog.regexp_replace(pg_catalog.pg_get_indexdef(c.oid, 0, true), '^.*? USING ', '') AS definition,
    ARRAY(SELECT pg_catalog.pg_get_indexdef(c.oid, at, true) FROM pg_catalog.generate_series(1, i.indnkeyatts) AS at) AS keys,
    i.indisunique AS unique, i.indisvalid AS valid,
    c.relpages * pg_catalog.current_setting('block_size')::float8 AS bytes,
    EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')) AS "ofConstraint",
    c.relispartition AS inherited
  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE i.indrelid = $1
  ORDER BY c.relname`;

const CONSTRAINTS = `
  SELECT pg_catalog.quote_ident(k.conname) AS name, pg_catalog.pg_get_constraintdef(k.oid, true) AS definition,
    k.coninhcount > 0 OR k.conparentid <> 0 AS inherited
  FROM pg_catalog.pg_constraint AS k
  WHERE k.conrelid = $1 AND k.contype IN ('c', 'f', 'p', 'u', 'x')
  ORDER BY k.conname`;
