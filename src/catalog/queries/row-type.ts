import { type Section } from './section.ts';

// The table's row type, arrays and domains over it, composites that hold it, and so on outwards.
const holders = `
  WITH RECURSIVE holder(oid) AS (
    SELECT rowtype FROM target WHERE rowtype <> 0
    UNION
    SELECT next.oid FROM holder CROSS JOIN LATERAL (
      SELECT typarray AS oid FROM pg_type WHERE pg_type.oid = holder.oid AND typarray <> 0
      UNION ALL
      SELECT pg_type.oid FROM pg_depend JOIN pg_type ON pg_type.oid = objid
      WHERE refclassid = 'pg_type'::regclass AND refobjid = holder.oid AND classid = 'pg_type'::regclass AND typtype IN ('d', 'r')
      UNION ALL
      SELECT reltype FROM pg_depend JOIN pg_class ON pg_class.oid = objid
      WHERE refclassid = 'pg_type'::regclass AND refobjid = holder.oid AND classid = 'pg_class'::regclass AND objsubid > 0
        AND relkind IN ('c', 'r', 'p', 'f') AND reltype <> 0
    ) next
  )`;

// An array, because a join with a recursive CTE is thought to be large and then reads all of pg_depend.
const onHolder = `refclassid = 'pg_type'::regclass AND refobjid = ANY (ARRAY(SELECT oid FROM holder))`;

/** rowTypeUsers: what stores the row type. Views store nothing. */
export const rowTypeUsers: Section = () => `${holders}
  SELECT DISTINCT concat_ws('.', quote_ident(nspname), quote_ident(relname), quote_ident(attname)) AS name
  FROM pg_depend
  JOIN pg_class ON pg_class.oid = objid AND relkind IN ('r', 'p', 'm', 'f', 'c')
  JOIN pg_namespace ON pg_namespace.oid = relnamespace
  JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = objsubid AND NOT attisdropped
  WHERE ${onHolder} AND classid = 'pg_class'::regclass AND objsubid > 0
  UNION
  SELECT oid::regtype::text FROM pg_type WHERE oid = ANY (ARRAY(SELECT oid FROM holder)) AND typtype IN ('d', 'r')
  ORDER BY 1`;

/** rowTypeFunctions: what takes or returns it. */
export const rowTypeFunctions: Section = () => `${holders}
  SELECT DISTINCT objid::regprocedure::text AS name
  FROM pg_depend WHERE ${onHolder} AND classid = 'pg_proc'::regclass
  ORDER BY 1`;
