import { extensionOf, grantsOf, qualified, relation, role, type Section } from './section.ts';

/** Table, without the lists that have a section of their own. */
export const table: Section = () => `
  SELECT ${qualified('c.relnamespace', 'c.relname')} AS name,
    c.oid::int8 AS oid,
    c.relkind AS kind,
    c.relpersistence AS persistence,
    pg_get_userbyid(c.relowner) AS owner,
    obj_description(c.oid, 'pg_class') AS comment,
    ${grantsOf("coalesce(c.relacl, acldefault('r', c.relowner))")} AS grants,
    ARRAY(SELECT DISTINCT ${role('acl.grantee')} FROM pg_default_acl CROSS JOIN LATERAL aclexplode(defaclacl) acl
      WHERE defaclobjtype = 'r' AND defaclnamespace IN (0, c.relnamespace) ORDER BY 1) AS "defaultGrantees",
    size.rows,
    ceil(size.bytes / current_setting('block_size')::numeric)::int8 AS pages,
    size.bytes,
    size."indexBytes",
    coalesce((SELECT option_value::int FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 100)
      AS fillfactor,
    c.relrowsecurity AS "rowSecurity",
    c.relforcerowsecurity AS "forceRowSecurity",
    c.relreplident AS "replicaIdentity",
    c.relispartition AS "isPartition",
    ARRAY(SELECT ${relation('inhparent')} FROM pg_inherits WHERE inhrelid = c.oid ORDER BY inhseqno) AS parents,
    ARRAY(SELECT ${relation('inhrelid')} FROM pg_inherits WHERE inhparent = c.oid ORDER BY inhrelid) AS children,
    ${extensionOf('pg_class', 'c.oid')} AS extension
  FROM pg_class c JOIN target ON c.oid = target.oid
  -- A partitioned table has no storage: its leaves are counted.
  CROSS JOIN LATERAL (
    SELECT CASE WHEN bool_or(leaf.reltuples >= 0) THEN sum(greatest(leaf.reltuples, 0))::int8 END AS rows,
      coalesce(sum(pg_relation_size(leaf.oid)), 0)::int8 AS bytes,
      coalesce(sum(pg_indexes_size(leaf.oid)), 0)::int8 AS "indexBytes"
    FROM pg_class leaf
    WHERE leaf.oid = ANY (ARRAY(SELECT relid FROM pg_partition_tree(c.oid) WHERE isleaf UNION SELECT c.oid))
      AND leaf.relkind IN ('r', 'm')
  ) size`;

/** Names from which generated ones must differ: our own prefix, and the table's indexes. */
export const takenNames: Section = () => `
  SELECT relname AS name FROM pg_class
  -- A range, so that the index on (relname, relnamespace) answers: an underscore is 0x5f, a backquote 0x60.
  WHERE relname >= 'ec_' AND relname < 'ec\`' AND relnamespace = (SELECT namespace FROM target)
  UNION
  SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE indrelid = (SELECT oid FROM target)
  UNION
  SELECT relname FROM pg_class
  WHERE NOT EXISTS (SELECT FROM wanted) AND relnamespace = (SELECT namespace FROM target)
  UNION
  -- An array type makes room for a table of its name.
  SELECT typname FROM pg_type
  WHERE NOT EXISTS (SELECT FROM wanted) AND typnamespace = (SELECT namespace FROM target) AND typcategory <> 'A'
  ORDER BY 1`;

/** Columns by which a partitioned table is divided. */
export const partitionKey: Section = () => `
  SELECT attname AS name FROM target JOIN pg_partitioned_table ON partrelid = target.oid
    JOIN attribute ON attribute.attnum = ANY (partattrs::int2[]) ORDER BY attribute.attnum`;
