import { acl, facts, inUserSchema, maybe, notOfExtension, relation, sorted } from './parts.ts';

const schemas = facts(
  `'schema ' || quote_ident(n.nspname)`,
  { owner: 'n.nspowner::regrole', acl: acl('n.nspacl', 'n', 'n.nspowner') },
  `(select * from pg_namespace n where ${inUserSchema('n.oid')}) n`,
);

const functions = facts(
  `'function ' || p.oid::regprocedure`,
  {
    kind: 'p.prokind',
    // pg_get_functiondef does not know aggregates.
    definition: "case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end",
    result: 'pg_get_function_result(p.oid)',
    owner: 'p.proowner::regrole',
    acl: acl('p.proacl', 'f', 'p.proowner'),
  },
  `(select * from pg_proc p where ${inUserSchema('p.pronamespace')} and ${notOfExtension('pg_proc', 'p.oid')}) p`,
);

const types = facts(
  `'type ' || t.oid::regtype`,
  {
    kind: 't.typtype',
    owner: 't.typowner::regrole',
    acl: acl('t.typacl', 'T', 't.typowner'),
    base: "case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end",
    'not null': "case when t.typtype = 'd' then t.typnotnull end",
    default: "case when t.typtype = 'd' then t.typdefault end",
    collation: 'nullif(t.typcollation, 0)::regcollation',
    labels:
      "(select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)",
    range: '(select r.rngsubtype::regtype from pg_range r where r.rngtypid = t.oid)',
  },
  // Row types and array types follow their table or element.
  `(select * from pg_type t where t.typtype in ('d', 'e', 'r', 'm', 'b') and t.typelem = 0
    and ${inUserSchema('t.typnamespace')} and ${notOfExtension('pg_type', 't.oid')}) t`,
);

const collations = facts(
  `'collation ' || c.oid::regcollation`,
  { provider: 'c.collprovider', deterministic: 'c.collisdeterministic', owner: 'c.collowner::regrole' },
  `(select * from pg_collation c where ${inUserSchema('c.collnamespace')}) c`,
);

const defaultPrivileges = facts(
  `'default privileges of ' || d.defaclrole::regrole || ' in ' || coalesce(nullif(d.defaclnamespace, 0)::regnamespace::text, 'all') || ' on ' || d.defaclobjtype::text`,
  { acl: sorted('d.defaclacl') },
  'pg_default_acl d',
);

const eventTriggers = facts(
  `'event trigger ' || quote_ident(e.evtname)`,
  { event: 'e.evtevent', function: 'e.evtfoid::regprocedure', enabled: 'e.evtenabled', tags: sorted('e.evttags') },
  'pg_event_trigger e',
);

const extensions = facts(`'extension ' || quote_ident(e.extname)`, { version: 'e.extversion' }, 'pg_extension e');

const publishedSchemas = `select 'publication ' || p.pubname || ' of schema ' || n.nspname as object, 'published: true' as fact
  from pg_publication p, pg_namespace n
  where exists (select from pg_depend d where d.classid = to_regclass('pg_catalog.pg_publication_namespace')
    and d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid
    and exists (select from pg_depend o where o.classid = d.classid and o.objid = d.objid and o.refclassid = 'pg_publication'::regclass and o.refobjid = p.oid))`;

/** Objects made by users have an OID of 16384 or more; what an extension says about its members is its own affair. */
function remarks(catalog: string, name: string, text: string): string {
  return `select 'comments' as object, format('${name} %s %s: %s', i.type, i.identity, ${text}) as fact
    from ${catalog} x cross join lateral pg_identify_object(x.classoid, x.objoid, x.objsubid) i
    where x.objoid >= 16384 and i.identity !~ '(^| on )expand_contract_archive\\.' and not exists (
      select from pg_depend e where e.classid = x.classoid and e.objid = x.objoid and e.deptype = 'e')
      and x.classoid <> 'pg_extension'::regclass`;
}

const dependsOnExtension = `select 'dependencies' as object, format('%s depends on %s', i.identity, e.extname) as fact
  from pg_depend d join pg_extension e on d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid
  cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) i where d.deptype = 'x'`;

export const schemaQueries: readonly string[] = [
  schemas,
  functions,
  types,
  collations,
  defaultPrivileges,
  eventTriggers,
  extensions,
  publishedSchemas,
  remarks('pg_description', 'comment on', 'x.description'),
  remarks('pg_seclabel', 'security label on', "x.provider || ' ' || x.label"),
  dependsOnExtension,
];

/** One line per row of a table, columns by name, so that their position does not count. */
export const tablesWithRows = `select ${relation('c.oid')} as relation, c.relkind as kind,
    (select string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C") from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class c where c.relkind in ('r', 'v', 'm') and ${maybe('c', 'relispopulated')} = 'true'
    and ${inUserSchema('c.relnamespace')} and ${notOfExtension('pg_class', 'c.oid')} order by 1`;
