import { facts, inUserSchema, maybe, notOfExtension, relation, sorted } from './parts.ts';

const constraints = facts(
  `'constraint ' || quote_ident(c.conname) || ' on ' || coalesce(${relation('nullif(c.conrelid, 0)')}, nullif(c.contypid, 0)::regtype::text)`,
  {
    type: 'c.contype',
    definition: 'pg_get_constraintdef(c.oid)',
    validated: 'c.convalidated',
    deferrable: 'c.condeferrable',
    deferred: 'c.condeferred',
    local: 'c.conislocal',
    'inherited from': 'c.coninhcount',
    // Of a partition's part of a key it says how it was made: pg_dump builds it alone and attaches it, and so do we.
    'no inherit': 'c.conparentid = 0 and c.connoinherit',
    enforced: maybe('c', 'conenforced'),
    period: maybe('c', 'conperiod'),
    index: relation('nullif(c.conindid, 0)'),
    references: relation('nullif(c.confrelid, 0)'),
    parent: '(select p.conname from pg_constraint p where p.oid = c.conparentid)',
    // Those of a foreign key are the server's own, but DISABLE TRIGGER ALL reaches them.
    triggers: `(select string_agg(format('%s %s', t.tgfoid::regproc, t.tgenabled), ', ' order by t.tgfoid::regproc::text collate "C", t.tgenabled)
      from pg_trigger t where t.tgconstraint = c.oid and t.tgisinternal)`,
  },
  `(select * from pg_constraint c where ${inUserSchema('c.connamespace')} and ${notOfExtension('pg_constraint', 'c.oid')}
    and ${notOfExtension('pg_class', 'c.conrelid')} and ${notOfExtension('pg_type', 'c.contypid')}) c`,
);

const triggers = facts(
  `'trigger ' || quote_ident(t.tgname) || ' on ' || ${relation('t.tgrelid')}`,
  {
    definition: 'pg_get_triggerdef(t.oid, false)',
    enabled: 't.tgenabled',
    parent: '(select p.tgname from pg_trigger p where p.oid = t.tgparentid)',
  },
  `(select t.* from pg_trigger t join pg_class c on c.oid = t.tgrelid
    -- Before 15 a partition's copy of its parent's trigger counts as internal.
    where (not t.tgisinternal or (current_setting('server_version_num')::int < 150000 and t.tgparentid <> 0))
      and ${inUserSchema('c.relnamespace')}) t`,
);

const policies = facts(
  `'policy ' || quote_ident(p.polname) || ' on ' || ${relation('p.polrelid')}`,
  {
    command: 'p.polcmd',
    permissive: 'p.polpermissive',
    roles: `(select string_agg(case when r = 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text collate "C") from unnest(p.polroles) r)`,
    using: 'pg_get_expr(p.polqual, p.polrelid)',
    'with check': 'pg_get_expr(p.polwithcheck, p.polrelid)',
  },
  `(select p.* from pg_policy p join pg_class c on c.oid = p.polrelid where ${inUserSchema('c.relnamespace')}) p`,
);

const rules = facts(
  `'rule ' || quote_ident(r.rulename) || ' on ' || ${relation('r.ev_class')}`,
  { definition: 'pg_get_ruledef(r.oid, false)', enabled: 'r.ev_enabled' },
  `(select r.* from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where r.rulename <> '_RETURN' and ${inUserSchema('c.relnamespace')}) r`,
);

// pg_get_statisticsobjdef lists columns by position, which moves; their names are listed here by name.
const statistics = facts(
  `'statistics ' || (select quote_ident(n.nspname) from pg_namespace n where n.oid = s.stxnamespace) || '.' || quote_ident(s.stxname)`,
  {
    table: relation('s.stxrelid'),
    columns: `(select string_agg(a.attname, ', ' order by a.attname collate "C") from unnest(s.stxkeys) k
      join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = k)`,
    expressions: sorted('pg_get_statisticsobjdef_expressions(s.oid)'),
    kinds: sorted('s.stxkind'),
    // -1 until 16, null since 17: both mean the server's default.
    target: "nullif(to_jsonb(s) ->> 'stxstattarget', '-1')",
    owner: 's.stxowner::regrole',
  },
  `(select * from pg_statistic_ext s where ${inUserSchema('s.stxnamespace')}) s`,
);

const publications = facts(
  `'publication ' || quote_ident(p.pubname)`,
  {
    'all tables': 'p.puballtables',
    owner: 'p.pubowner::regrole',
    actions: "concat_ws(' ', p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate)",
    'via root': 'p.pubviaroot',
    generated: maybe('p', 'pubgencols'),
  },
  'pg_publication p',
);

const publishedTables = facts(
  `'publication ' || (select quote_ident(p.pubname) from pg_publication p where p.oid = r.prpubid) || ' of ' || ${relation('r.prrelid')}`,
  {
    published: 'true',
    columns: `(select string_agg(a.attname, ', ' order by a.attname collate "C")
      from unnest(string_to_array(translate(${maybe('r', 'prattrs')}, '[]"', ''), ',')) k
      join pg_attribute a on a.attrelid = r.prrelid and a.attnum = trim(k)::int2)`,
    // From the view, because prqual is missing before 15 and text cannot be cast back to pg_node_tree.
    filter: `(select to_jsonb(v) ->> 'rowfilter' from pg_publication_tables v, pg_publication p, pg_class c, pg_namespace n
      where p.oid = r.prpubid and c.oid = r.prrelid and n.oid = c.relnamespace
        and (v.pubname, v.schemaname, v.tablename) = (p.pubname, n.nspname, c.relname))`,
  },
  'pg_publication_rel r',
);

export const dependentQueries: readonly string[] = [
  constraints,
  triggers,
  policies,
  rules,
  statistics,
  publications,
  publishedTables,
];
