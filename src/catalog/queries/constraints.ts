import { columnNames, dependsOn, relation, type Section, since } from './section.ts';

const fields = (version: number): string => `
    c.conname AS name,
    c.contype AS type,
    pg_get_constraintdef(c.oid) AS definition,
    ${relation('c.conrelid')} AS table,
    ${relation('c.confrelid')} AS references,
    c.convalidated AS validated,
    c.condeferrable AS deferrable,
    c.condeferred AS deferred,
    c.connoinherit AS "noInherit",
    ${since(version, 18, 'c.conenforced', 'true')} AS enforced,
    c.conislocal AS local,
    c.coninhcount > 0 OR c.conparentid <> 0 AS inherited,
    CASE WHEN c.contype IN ('p', 'u', 'x') THEN (SELECT relname FROM pg_class WHERE oid = c.conindid) END AS index,
    obj_description(c.oid, 'pg_constraint') AS comment`;

// pg_depend of a foreign key to its own table lists both ends: conkey alone tells this one.
const ownColumns = columnNames(`
  SELECT unnest(c.conkey)
  UNION SELECT attnum FROM (${dependsOn('pg_constraint', 'c.oid')}) own WHERE c.contype <> 'f'
  UNION SELECT attnum FROM (${dependsOn('pg_class', 'c.conindid')}) index WHERE c.contype IN ('p', 'u', 'x')`);

/** Constraint: the table's own, then foreign keys that reference it. A self-reference is in both lists. */
export const constraints: Section = (version) => `
  SELECT * FROM (
    SELECT ${fields(version)}, ${ownColumns} AS columns, false AS incoming
    FROM target JOIN pg_constraint c ON c.conrelid = target.oid
    -- A reference to a partitioned table has a row for each partition too.
    WHERE NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)
    UNION ALL
    -- pg_constraint has no index on confrelid; pg_depend leads to the same rows.
    SELECT ${fields(version)}, ${columnNames('SELECT unnest(c.confkey)')} AS columns, true AS incoming
    FROM target JOIN pg_constraint c ON c.confrelid = target.oid AND c.contype = 'f' AND c.conparentid = 0
    WHERE c.oid IN (SELECT objid FROM dependency WHERE classid = 'pg_constraint'::regclass)
  ) both_ends
  ORDER BY incoming, "table"->>'schema', "table"->>'name', name`;
