import { columnNames, dependsOn, extensionOf, relation, type Section } from './section.ts';

const dependents = (catalog: string): string => `SELECT objid FROM dependency WHERE classid = '${catalog}'::regclass`;

/** Policy: the table's own, and those of other tables whose expression reads it. */
export const policies: Section = () => `
  SELECT p.polname AS name,
    ${relation('p.polrelid')} AS table,
    p.polpermissive AS permissive,
    CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
      AS command,
    ARRAY(SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END FROM unnest(p.polroles) role) AS roles,
    pg_get_expr(p.polqual, p.polrelid) AS using,
    pg_get_expr(p.polwithcheck, p.polrelid) AS check,
    ${columnNames(dependsOn('pg_policy', 'p.oid'))} AS columns,
    obj_description(p.oid, 'pg_policy') AS comment
  FROM pg_policy p
  WHERE p.oid IN (SELECT oid FROM pg_policy WHERE polrelid = (SELECT oid FROM target) UNION ${dependents('pg_policy')})
  ORDER BY p.polrelid, p.polname`;

/** Rule: the table's own, and those of other relations whose action reads or writes it. */
export const rules: Section = () => `
  SELECT r.rulename AS name,
    ${relation('r.ev_class')} AS table,
    pg_get_ruledef(r.oid) AS definition,
    ${columnNames(dependsOn('pg_rewrite', 'r.oid'))} AS columns,
    r.ev_enabled AS enabled,
    obj_description(r.oid, 'pg_rewrite') AS comment
  FROM pg_rewrite r
  WHERE r.rulename <> '_RETURN'
    AND r.oid IN (SELECT oid FROM pg_rewrite WHERE ev_class = (SELECT oid FROM target) UNION ${dependents('pg_rewrite')})
  ORDER BY r.ev_class, r.rulename`;

/** View: what reads at least one column of the table. */
export const views: Section = () => `
  SELECT v.relname AS name,
    (SELECT nspname FROM pg_namespace WHERE oid = v.relnamespace) AS schema,
    v.relkind = 'm' AS materialized,
    rtrim(pg_get_viewdef(v.oid), ';') AS definition,
    pg_get_userbyid(v.relowner) AS owner,
    coalesce(v.reloptions, '{}') AS options,
    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = v.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
      AS outputs,
    ${columnNames(dependsOn('pg_rewrite', 'r.oid'))} AS columns,
    ${extensionOf('pg_class', 'v.oid')} AS extension
  FROM pg_rewrite r JOIN pg_class v ON v.oid = r.ev_class
  WHERE r.rulename = '_RETURN' AND r.oid IN (${dependents('pg_rewrite')} AND attnum > 0)
  ORDER BY schema, v.relname`;
