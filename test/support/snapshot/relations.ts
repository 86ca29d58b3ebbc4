import { acl, facts, inUserSchema, maybe, notOfExtension, relation, sorted, where } from './parts.ts';

const user = `${inUserSchema('c.relnamespace')} and ${notOfExtension('pg_class', 'c.oid')}`;

const relations = facts(
  `'relation ' || ${relation('c.oid')}`,
  {
    kind: 'c.relkind',
    persistence: 'c.relpersistence',
    owner: 'c.relowner::regrole',
    acl: acl('c.relacl', 'r', 'c.relowner'),
    options: sorted('c.reloptions'),
    'toast options': `(select ${sorted('t.reloptions')} from pg_class t where t.oid = c.reltoastrelid)`,
    'access method': '(select amname from pg_am where pg_am.oid = c.relam)',
    tablespace: '(select spcname from pg_tablespace s where s.oid = c.reltablespace)',
    'row type': `nullif(c.reloftype, 0)::regtype`,
    'row security': 'c.relrowsecurity',
    'forced row security': 'c.relforcerowsecurity',
    'replica identity': 'c.relreplident',
    'partition of': 'pg_get_expr(c.relpartbound, c.oid)',
    'partition key': "case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end",
    inherits: `(select string_agg(${relation('i.inhparent')}, ', ' order by i.inhseqno) from pg_inherits i where i.inhrelid = c.oid)`,
    definition: "case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, false) end",
    populated: "case when c.relkind = 'm' then c.relispopulated end",
  },
  where('pg_class', 'c', `c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and ${user}`),
);

const columns = facts(
  `'column ' || ${relation('c.oid')} || '.' || quote_ident(a.attname)`,
  {
    type: 'format_type(a.atttypid, a.atttypmod)',
    'not null': 'a.attnotnull',
    default: 'pg_get_expr(d.adbin, d.adrelid)',
    identity: "nullif(a.attidentity, '')",
    generated: "nullif(a.attgenerated, '')",
    collation: 'nullif(a.attcollation, 0)::regcollation',
    storage: 'a.attstorage',
    compression: "nullif(a.attcompression, '')",
    // -1 until 16, null since 17: both mean the server's default.
    statistics: "nullif(to_jsonb(a) ->> 'attstattarget', '-1')",
    options: sorted('a.attoptions'),
    'foreign options': sorted('a.attfdwoptions'),
    acl: acl('a.attacl', 'c', 'c.relowner'),
    local: 'a.attislocal',
    'inherited from': 'a.attinhcount',
    // Order means something to readers of a view or a composite type; a table's columns move and that is allowed.
    position: "case when c.relkind in ('v', 'm', 'c') then a.attnum end",
  },
  `(select * from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and ${user}) c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum`,
);

const sequences = facts(
  `'sequence ' || ${relation('c.oid')}`,
  {
    owner: 'c.relowner::regrole',
    acl: acl('c.relacl', 's', 'c.relowner'),
    persistence: 'c.relpersistence',
    parameters: `(select format('%s start %s increment %s min %s max %s cache %s cycle %s', s.seqtypid::regtype, s.seqstart,
      s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle) from pg_sequence s where s.seqrelid = c.oid)`,
    'owned by': `(select ${relation('d.refobjid')} || '.' || quote_ident(o.attname) || ' ' || d.deptype::text from pg_depend d
      join pg_attribute o on o.attrelid = d.refobjid and o.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i'))`,
  },
  where('pg_class', 'c', `c.relkind = 'S' and ${user}`),
);

const foreignTables = facts(
  `'foreign table ' || ${relation('t.ftrelid')}`,
  { options: sorted('t.ftoptions'), server: '(select srvname from pg_foreign_server s where s.oid = t.ftserver)' },
  'pg_foreign_table t',
);

// The names of an index relation's own columns are left out: PostgreSQL never follows a rename there.
const indexes = facts(
  `'index ' || ${relation('c.oid')} || ' on ' || ${relation('i.indrelid')}`,
  {
    definition: 'pg_get_indexdef(c.oid)',
    valid: 'i.indisvalid and i.indisready and i.indislive',
    immediate: 'i.indimmediate',
    primary: 'i.indisprimary',
    exclusion: 'i.indisexclusion',
    clustered: 'i.indisclustered',
    'replica identity': 'i.indisreplident',
    'nulls not distinct': maybe('i', 'indnullsnotdistinct'),
    owner: 'c.relowner::regrole',
    options: sorted('c.reloptions'),
    tablespace: '(select spcname from pg_tablespace s where s.oid = c.reltablespace)',
    statistics: `(select string_agg(format('%s=%s', a.attnum, to_jsonb(a) ->> 'attstattarget'), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and coalesce(to_jsonb(a) ->> 'attstattarget', '-1') <> '-1')`,
    'column options': `(select string_agg(format('%s=%s', a.attnum, a.attoptions), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attoptions is not null)`,
    'partition of': `(select ${relation('p.inhparent')} from pg_inherits p where p.inhrelid = c.oid)`,
  },
  `(select * from pg_class c where c.relkind in ('i', 'I') and ${user}) c join pg_index i on i.indexrelid = c.oid`,
);

export const relationQueries: readonly string[] = [relations, columns, sequences, foreignTables, indexes];
