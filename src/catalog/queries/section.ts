/**
 * The catalog is read by one statement made of sections, one a file. A section is a SELECT whose column aliases are the
 * property names of src/types.ts, so that its rows arrive as json in the shape the rest of the program uses.
 * Every section may use these CTEs, and no table of the catalog without a filter by oid:
 *
 *   target      one row: oid, namespace, relname, rowtype
 *   wanted      the columns that the change is about: attnum, attname
 *   attribute   the table's columns that are not dropped: attnum, attname
 *   dependency  pg_depend rows that refer to the table or its columns: classid, objid, objsubid, attnum, deptype
 */
export type Section = (versionNum: number) => string;

/** `sql` on servers from `version` on, `otherwise` on older ones that lack the column or function. */
export function since(versionNum: number, version: 15 | 16 | 17 | 18, sql: string, otherwise: string): string {
  return versionNum >= version * 10_000 ? sql : otherwise;
}

/** A QualifiedName as json. */
export function qualified(namespaceOid: string, name: string): string {
  return `json_build_object('schema', (SELECT nspname FROM pg_namespace WHERE oid = ${namespaceOid}), 'name', ${name})`;
}

/** A relation's QualifiedName as json, null for oid 0. */
export function relation(oid: string): string {
  return `(SELECT ${qualified('named.relnamespace', 'named.relname')} FROM pg_class named WHERE named.oid = ${oid})`;
}

/** Names of the table's columns whose number is in `attnums` (a set-returning expression or a subquery), in table order. */
export function columnNames(attnums: string): string {
  return `ARRAY(SELECT attname::text FROM attribute WHERE attribute.attnum IN (${attnums}) ORDER BY attribute.attnum)`;
}

/** Numbers of the table's columns that an object depends on. */
export function dependsOn(catalog: string, oid: string): string {
  return `SELECT dependency.attnum FROM dependency
          WHERE dependency.classid = '${catalog}'::regclass AND dependency.objid = ${oid}`;
}

/** A role's name; 0 is everybody. */
export function role(oid: string): string {
  return `CASE ${oid} WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(${oid})::text END`;
}

/** The Grants of an access list as json. */
export function grantsOf(acl: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('grantee', ${role('grantee')}, 'grantor', pg_get_userbyid(grantor),
     'privilege', privilege_type, 'grantable', is_grantable)), '[]') FROM aclexplode(${acl}))`;
}

/** The extension that an object belongs to, or null. */
export function extensionOf(catalog: string, oid: string): string {
  return `(SELECT extname FROM pg_depend JOIN pg_extension ON pg_extension.oid = refobjid
           WHERE classid = '${catalog}'::regclass AND objid = ${oid} AND objsubid = 0
             AND refclassid = 'pg_extension'::regclass AND deptype = 'e')`;
}

/** One statement, one row, one json column a section; parameters: $1 the table's oid, $2 the attnums of the columns that the change is about. */
export function oneStatement(sections: Readonly<Record<string, Section>>, versionNum: number): string {
  const columns = Object.entries(sections).map(
    ([name, section]) => `(SELECT coalesce(json_agg(r), '[]') FROM (${section(versionNum)}) r) AS "${name}"`,
  );
  return `WITH target AS MATERIALIZED (
      SELECT c.oid, c.relnamespace AS namespace, c.relname, c.relkind, c.reltype AS rowtype
      FROM pg_class c WHERE c.oid = $1::oid
    ), wanted AS MATERIALIZED (
      SELECT attnum, attname FROM pg_attribute WHERE attrelid = $1::oid AND attnum = ANY ($2::int2[])
    ), attribute AS MATERIALIZED (
      SELECT attnum, attname FROM pg_attribute WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped
    ), dependency AS MATERIALIZED (
      SELECT classid, objid, objsubid, refobjsubid AS attnum, deptype
      FROM pg_depend WHERE refclassid = 'pg_class'::regclass AND refobjid = $1::oid
    )
    SELECT ${columns.join(',\n')}`;
}
