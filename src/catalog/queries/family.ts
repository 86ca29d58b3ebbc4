import { relation } from './section.ts';

/** One partition or inheritance child and where it hangs; its facts are read like those of the table itself. */
export interface FamilyRow {
  readonly oid: number;
  readonly level: number;
  readonly familyParents: readonly { readonly schema: string; readonly name: string }[];
  /** Those of the wanted columns, in any order. */
  readonly attnums: readonly number[];
}

/** Parents before children, then by OID: the order in which PostgreSQL itself locks them. $1 the table's oid, $2 the columns' names. */
export const FAMILY = `
  WITH RECURSIVE family(oid, parent, level) AS (
    SELECT inhrelid, inhparent, 1 FROM pg_inherits WHERE inhparent = $1::oid
    UNION
    SELECT i.inhrelid, i.inhparent, level + 1 FROM family JOIN pg_inherits i ON i.inhparent = family.oid
  )
  SELECT oid::int8::float8 AS oid,
    max(level) AS level,
    json_agg(DISTINCT ${relation('parent')}::jsonb) AS "familyParents",
    ARRAY(SELECT attnum FROM pg_attribute WHERE attrelid = family.oid AND attname = ANY ($2::text[]) AND NOT attisdropped)
      AS attnums
  FROM family GROUP BY oid ORDER BY max(level), family.oid`;
