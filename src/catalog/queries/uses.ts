import { grantsOf, relation, role } from './section.ts';

/**
 * What depends directly on some objects; parameters: $1 classes, $2 oids, $3 column numbers (0: any of the relation's).
 * A view is found by its rule, a generated column by its expression, so both are named instead.
 */
export const USERS = `
  SELECT DISTINCT n.at, found.class, found.id::int8::float8 AS oid, found.column
  FROM ROWS FROM (unnest($1::text[]), unnest($2::int8[]), unnest($3::int[])) WITH ORDINALITY AS n(class, id, "column", at)
  JOIN pg_depend d ON d.refclassid = n.class::regclass AND d.refobjid = n.id::oid AND (n.column = 0 OR d.refobjsubid = n.column)
    AND d.deptype IN ('n', 'a', 'i')
  CROSS JOIN LATERAL (
    SELECT 'pg_class' AS class, ev_class AS id, 0 AS column FROM pg_rewrite
      WHERE d.classid = 'pg_rewrite'::regclass AND oid = d.objid AND rulename = '_RETURN'
    UNION ALL
    SELECT 'pg_class', adrelid, adnum FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum AND attgenerated <> ''
      WHERE d.classid = 'pg_attrdef'::regclass AND pg_attrdef.oid = d.objid
    UNION ALL
    SELECT d.classid::regclass::text, d.objid, d.objsubid
    WHERE NOT (d.classid = 'pg_rewrite'::regclass AND EXISTS (SELECT FROM pg_rewrite WHERE oid = d.objid AND rulename = '_RETURN'))
      AND NOT (d.classid = 'pg_attrdef'::regclass AND EXISTS (
        SELECT FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum AND attgenerated <> '' WHERE pg_attrdef.oid = d.objid))
  ) found
  ORDER BY n.at, found.class, oid, found.column`;

const extension = `(SELECT extname FROM pg_depend JOIN pg_extension ON pg_extension.oid = refobjid
  WHERE classid = $class AND objid = o.oid AND objsubid = 0 AND refclassid = 'pg_extension'::regclass AND deptype = 'e')`;

const remark = (table: string): string => `obj_description(o.oid, '${table}') AS comment`;

const triggersOf = (
  oid: string,
): string => `(SELECT coalesce(json_agg(json_build_object('name', tgname, 'table', ${relation('tgrelid')},
   'definition', pg_get_triggerdef(t.oid), 'enabled', tgenabled, 'comment', obj_description(t.oid, 'pg_trigger')) ORDER BY tgname), '[]')
   FROM pg_trigger t WHERE tgrelid = ${oid} AND NOT tgisinternal)`;

const rulesOf = (
  oid: string,
): string => `(SELECT coalesce(json_agg(json_build_object('name', rulename, 'table', ${relation('ev_class')},
   'definition', pg_get_ruledef(r.oid), 'enabled', ev_enabled, 'comment', obj_description(r.oid, 'pg_rewrite')) ORDER BY rulename), '[]')
   FROM pg_rewrite r WHERE ev_class = ${oid} AND rulename <> '_RETURN')`;

const indexesOf = (
  oid: string,
): string => `(SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'name', i.relname,
   'definition', pg_get_indexdef(i.oid), 'clustered', indisclustered, 'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = i.reltablespace),
   'comment', obj_description(i.oid, 'pg_class'),
   'statistics', (SELECT coalesce(json_agg(json_build_object('position', attnum, 'target', attstattarget) ORDER BY attnum), '[]')
     FROM pg_attribute WHERE attrelid = i.oid AND attstattarget >= 0)) ORDER BY i.relname), '[]')
   FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace WHERE indrelid = ${oid})`;

const columnsOf = (oid: string): string => `(SELECT coalesce(json_agg(json_build_object('name', attname,
   'comment', col_description(attrelid, attnum), 'grants', ${grantsOf('attacl')},
   'default', (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum),
   'statisticsTarget', nullif(attstattarget, -1)) ORDER BY attnum), '[]')
   FROM pg_attribute WHERE attrelid = ${oid} AND attnum > 0 AND NOT attisdropped)`;

const defaultGrantees = (type: string, namespace: string): string => `ARRAY(SELECT DISTINCT ${role('acl.grantee')}
   FROM pg_default_acl CROSS JOIN LATERAL aclexplode(defaclacl) acl
   WHERE defaclobjtype = '${type}' AND defaclnamespace IN (0, ${namespace}) ORDER BY 1)`;

/** Facts of objects by class, for what can be dropped and made again. Parameter: $1 oids. Each row has its \`oid\` and \`kind\`. */
export const FACTS: Readonly<Record<string, string>> = {
  pg_class: `
    SELECT o.oid::int8::float8 AS oid, CASE o.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'relation' END AS kind,
      n.nspname AS schema, o.relname AS name, o.relkind AS relkind, o.relkind = 'm' AS materialized,
      CASE WHEN o.relkind IN ('v', 'm') THEN rtrim(pg_get_viewdef(o.oid), ';') END AS definition,
      pg_get_userbyid(o.relowner) AS owner, coalesce(o.reloptions, '{}') AS options, o.relispopulated AS populated,
      ${grantsOf("coalesce(o.relacl, acldefault('r', o.relowner))")} AS grants, ${defaultGrantees('r', 'o.relnamespace')} AS "defaultGrantees",
      (SELECT spcname FROM pg_tablespace WHERE oid = o.reltablespace) AS tablespace,
      (SELECT nullif(amname, 'heap') FROM pg_am WHERE oid = o.relam) AS method,
      CASE WHEN o.relkind IN ('v', 'm') THEN ${columnsOf('o.oid')} ELSE '[]' END AS columns,
      CASE WHEN o.relkind = 'v' THEN ${triggersOf('o.oid')} ELSE '[]' END AS triggers,
      CASE WHEN o.relkind = 'v' THEN ${rulesOf('o.oid')} ELSE '[]' END AS rules,
      CASE WHEN o.relkind = 'm' THEN ${indexesOf('o.oid')} ELSE '[]' END AS indexes,
      ${remark('pg_class')}, ${extension.replace('$class', "'pg_class'::regclass")} AS extension
    FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_rewrite: `
    SELECT o.oid::int8::float8 AS oid, 'rule' AS kind, o.rulename AS name, ${relation('o.ev_class')} AS table, o.ev_class::int8::float8 AS on,
      pg_get_ruledef(o.oid) AS definition, o.ev_enabled AS enabled, ${remark('pg_rewrite')}, NULL AS extension
    FROM pg_rewrite o WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_trigger: `
    SELECT o.oid::int8::float8 AS oid, CASE WHEN o.tgisinternal OR o.tgparentid <> 0 THEN 'internal' ELSE 'trigger' END AS kind, o.tgname AS name,
      ${relation('o.tgrelid')} AS table, o.tgrelid::int8::float8 AS on, pg_get_triggerdef(o.oid) AS definition, o.tgenabled AS enabled,
      ${remark('pg_trigger')}, ${extension.replace('$class', "'pg_trigger'::regclass")} AS extension
    FROM pg_trigger o WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_policy: `
    SELECT o.oid::int8::float8 AS oid, 'policy' AS kind, o.polname AS name, ${relation('o.polrelid')} AS table, o.polrelid::int8::float8 AS on,
      o.polpermissive AS permissive,
      CASE o.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
      ARRAY(SELECT ${role('member')} FROM unnest(o.polroles) member) AS roles,
      pg_get_expr(o.polqual, o.polrelid) AS using, pg_get_expr(o.polwithcheck, o.polrelid) AS check, ${remark('pg_policy')}, NULL AS extension
    FROM pg_policy o WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_proc: `
    SELECT o.oid::int8::float8 AS oid, 'function' AS kind, n.nspname AS schema, o.proname AS name,
      pg_get_function_identity_arguments(o.oid) AS arguments, o.prokind AS prokind, o.prosqlbody IS NOT NULL AS atomic,
      CASE WHEN o.prokind <> 'a' THEN pg_get_functiondef(o.oid) END AS definition, pg_get_userbyid(o.proowner) AS owner,
      ${grantsOf("coalesce(o.proacl, acldefault('f', o.proowner))")} AS grants, ${defaultGrantees('f', 'o.pronamespace')} AS "defaultGrantees",
      ${remark('pg_proc')}, ${extension.replace('$class', "'pg_proc'::regclass")} AS extension
    FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_constraint: `
    SELECT o.oid::int8::float8 AS oid,
      CASE WHEN o.conparentid <> 0 THEN 'internal' WHEN o.contype = 'f' THEN 'foreign-key' ELSE 'constraint' END AS kind, o.conname AS name,
      ${relation('nullif(o.conrelid, 0)')} AS table, o.conrelid::int8::float8 AS on, o.confrelid::int8::float8 AS "referencesOid",
      ${relation('nullif(o.confrelid, 0)')} AS references, pg_get_constraintdef(o.oid) AS definition, o.convalidated AS validated,
      ARRAY(SELECT unnest(o.conkey)) AS attnums, ${remark('pg_constraint')}, NULL AS extension
    FROM pg_constraint o WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_attrdef: `
    SELECT o.oid::int8::float8 AS oid, 'default' AS kind, o.adrelid::int8::float8 AS on, ARRAY[o.adnum] AS attnums
    FROM pg_attrdef o WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_statistic_ext: `
    SELECT o.oid::int8::float8 AS oid, 'statistics' AS kind, n.nspname AS schema, o.stxname AS name, ${relation('o.stxrelid')} AS table,
      o.stxrelid::int8::float8 AS on, pg_get_statisticsobjdef(o.oid) AS definition, pg_get_userbyid(o.stxowner) AS owner,
      nullif(o.stxstattarget, -1) AS target, ${remark('pg_statistic_ext')}, NULL AS extension
    FROM pg_statistic_ext o JOIN pg_namespace n ON n.oid = o.stxnamespace WHERE o.oid = ANY ($1::int8[]::oid[])`,
  pg_publication_rel: `
    SELECT o.oid::int8::float8 AS oid, 'publication' AS kind, p.pubname AS name, ${relation('o.prrelid')} AS table, o.prrelid::int8::float8 AS on
    FROM pg_publication_rel o JOIN pg_publication p ON p.oid = o.prpubid WHERE o.oid = ANY ($1::int8[]::oid[])`,
};

/** What PostgreSQL calls objects of which nothing else is known. */
export const DESCRIBED = `
  SELECT pg_describe_object(n.class::regclass, n.id::oid, n.column) AS says
  FROM ROWS FROM (unnest($1::text[]), unnest($2::int8[]), unnest($3::int[])) WITH ORDINALITY AS n(class, id, "column", at) ORDER BY n.at`;

/** The archives that are there, by the comment that their plans signed them with. */
export const ARCHIVES = `
  SELECT c.relname AS name, d.description AS comment FROM pg_class c
  JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
  WHERE c.relnamespace = to_regnamespace('expand_contract_archive') AND starts_with(d.description, 'expand-contract:')`;

/** The CHECKs of a domain and of those under it; parameter: $1 the type. */
export const DOMAIN_CHECKS = `
  WITH RECURSIVE link(oid, base) AS (
    SELECT oid, typbasetype FROM pg_type WHERE oid = (SELECT atttypid FROM pg_attribute WHERE attrelid = $1::int8::oid AND attname = $2) AND typtype = 'd'
    UNION ALL SELECT t.oid, t.typbasetype FROM link JOIN pg_type t ON t.oid = link.base AND t.typtype = 'd'
  )
  SELECT pg_get_constraintdef(c.oid) AS definition FROM link JOIN pg_constraint c ON c.contypid = link.oid AND c.contype = 'c'`;

/** What an identity's sequence was made with; parameters: $1 the table, $2 the column. */
export const IDENTITY_SEQUENCE = `
  SELECT format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start, obj_description(s.seqrelid, 'pg_class') AS comment,
    format('START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s %s', s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
      CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END) AS options
  FROM pg_attribute a
  JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
    AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
  JOIN pg_sequence s ON s.seqrelid = d.objid
  WHERE a.attrelid = $1::int8::oid AND a.attname = $2`;
