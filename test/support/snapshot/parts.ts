/** SQL fragments that the snapshot's queries share. All are made from constants of this folder. */

/** True for objects in schemas of users; archives live in a schema of their own and are not compared. */
export function inUserSchema(namespace: string): string {
  return `${namespace} in (select oid from pg_catalog.pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'expand_contract_archive'))`;
}

/** True for objects that no extension brought along. */
export function notOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;
}

/** An ACL as text: a null ACL means the built-in default, and the order of its items means nothing. */
export function acl(column: string, kind: string, owner: string): string {
  return `(select string_agg(a::text, ' ' order by a::text collate "C")
    from unnest(coalesce(${column}, acldefault('${kind}', ${owner}))) a)`;
}

/** Options or labels as text, in an order of their own. */
export function sorted(column: string): string {
  return `(select string_agg(o::text, ', ' order by o::text collate "C") from unnest(${column}) o)`;
}

/** A query of (object, fact): one line for each value that is not null. */
export function facts(object: string, values: Record<string, string>, from: string): string {
  const list = Object.entries(values)
    .map(([name, expression]) => `('${name}', (${expression})::text)`)
    .join(',\n      ');
  return `select ${object} as object, f.name || ': ' || f.value as fact
    from ${from} cross join lateral (values
      ${list}) f(name, value)
    where f.value is not null`;
}

/** Adds a condition to a FROM clause by wrapping it, so that `facts` can append its own WHERE. */
export function where(from: string, alias: string, condition: string): string {
  return `(select * from ${from} ${alias} where ${condition}) ${alias}`;
}

/** A column that only some versions have: null where it is missing. */
export function maybe(alias: string, column: string): string {
  return `to_jsonb(${alias}) ->> '${column}'`;
}

/** A relation's qualified name, quoted where needed. */
export function relation(oid: string): string {
  return `(select format('%I.%I', its_schema.nspname, it.relname) from pg_class it
    join pg_namespace its_schema on its_schema.oid = it.relnamespace where it.oid = ${oid})`;
}
