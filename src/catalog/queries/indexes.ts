import { columnNames, dependsOn, relation, type Section, since } from './section.ts';

/** Index, all of the table. */
export const indexes: Section = (version) => `
  SELECT c.relname AS name,
    (SELECT nspname FROM pg_namespace WHERE oid = c.relnamespace) AS schema,
    pg_get_indexdef(c.oid) AS definition,
    ${columnNames(`SELECT unnest(i.indkey::int2[]) UNION ${dependsOn('pg_class', 'c.oid')}`)} AS columns,
    i.indnkeyatts AS "keyColumns",
    i.indisunique AS unique,
    i.indisprimary AS primary,
    i.indisexclusion AS exclusion,
    i.indimmediate AS immediate,
    ${since(version, 15, 'i.indnullsnotdistinct', 'false')} AS "nullsNotDistinct",
    i.indpred IS NOT NULL AS partial,
    i.indexprs IS NOT NULL AS "hasExpressions",
    (SELECT amname FROM pg_am WHERE oid = c.relam) AS method,
    i.indisvalid AS valid,
    i.indisclustered AS clustered,
    i.indisreplident AS "replicaIdentity",
    -- A foreign key names the index it relies on too, which is not its own.
    (SELECT conname FROM pg_constraint
     WHERE conrelid = i.indrelid AND conindid = c.oid AND contype IN ('p', 'u', 'x')) AS constraint,
    ARRAY(SELECT DISTINCT CASE WHEN rule.ev_class IS NULL THEN pg_describe_object(d.classid, d.objid, 0)
        ELSE pg_describe_object('pg_class'::regclass, rule.ev_class, 0) END
      FROM pg_depend d LEFT JOIN pg_rewrite rule ON d.classid = 'pg_rewrite'::regclass AND rule.oid = d.objid
      WHERE d.deptype = 'n' AND (d.refclassid, d.refobjid) IN (
        SELECT 'pg_class'::regclass, c.oid UNION ALL SELECT 'pg_constraint'::regclass, oid
        FROM pg_constraint WHERE conrelid = i.indrelid AND conindid = c.oid AND contype IN ('p', 'u', 'x'))
      -- A partition's part of a foreign key goes with the whole.
      AND NOT EXISTS (SELECT FROM pg_constraint part WHERE d.classid = 'pg_constraint'::regclass AND part.oid = d.objid AND part.conparentid <> 0)
      ORDER BY 1) AS dependents,
    (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace) AS tablespace,
    CASE WHEN c.relkind = 'i' THEN pg_relation_size(c.oid) ELSE 0 END AS bytes,
    obj_description(c.oid, 'pg_class') AS comment,
    (SELECT ${relation('inhparent')} FROM pg_inherits WHERE inhrelid = c.oid) AS parent,
    -- ALTER INDEX ... DEPENDS ON EXTENSION
    (SELECT coalesce(json_agg(e.extname ORDER BY e.extname), '[]')
     FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
       AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x') AS extensions,
    (SELECT coalesce(json_agg(json_build_object('position', attnum, 'target', attstattarget) ORDER BY attnum), '[]')
     FROM pg_attribute WHERE attrelid = c.oid AND attstattarget >= 0) AS statistics
  FROM target
  JOIN pg_index i ON i.indrelid = target.oid
  JOIN pg_class c ON c.oid = i.indexrelid
  ORDER BY c.relname`;

/** ExtendedStatistics, all of the table. */
export const statistics: Section = () => `
  SELECT s.stxname AS name,
    (SELECT nspname FROM pg_namespace WHERE oid = s.stxnamespace) AS schema,
    pg_get_statisticsobjdef(s.oid) AS definition,
    pg_get_userbyid(s.stxowner) AS owner,
    ${columnNames(`SELECT unnest(s.stxkeys::int2[]) UNION ${dependsOn('pg_statistic_ext', 's.oid')}`)} AS columns,
    nullif(s.stxstattarget, -1) AS target,
    obj_description(s.oid, 'pg_statistic_ext') AS comment
  FROM target JOIN pg_statistic_ext s ON s.stxrelid = target.oid
  ORDER BY s.stxname`;
