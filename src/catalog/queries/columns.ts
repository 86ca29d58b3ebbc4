import { grantsOf, qualified, relation, type Section } from './section.ts';

/** What a type is made of: a domain may stand on a domain, the type itself first, the base type last. */
export const typeChain = (type: string): string => `
  WITH RECURSIVE link(depth, oid, typtype, typbasetype, typtypmod, typnotnull, typdefault) AS (
    SELECT 0, oid, typtype, typbasetype, typtypmod, typnotnull, typdefault FROM pg_type WHERE oid = ${type}
    UNION ALL
    SELECT depth + 1, t.oid, t.typtype, t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault
    FROM link JOIN pg_type t ON link.typtype = 'd' AND t.oid = link.typbasetype
  )
  SELECT (array_agg(oid ORDER BY depth DESC))[1] AS base, max(typtypmod) FILTER (WHERE typtype = 'd') AS modifier,
    bool_or(typdefault IS NOT NULL) AS "typeDefault",
    coalesce(bool_or(typnotnull) FILTER (WHERE typtype = 'd'), false) AS "domainNotNull",
    bool_or(typtype = 'd' AND EXISTS (SELECT FROM pg_constraint WHERE contypid = link.oid AND contype = 'c')) AS "domainChecked"
  FROM link`;

/** The BaseType of a type that is no domain, as json. */
export const baseTypeOf = (oid: string): string => `(SELECT json_build_object(
       'schema', (SELECT nspname FROM pg_namespace WHERE oid = base.typnamespace), 'name', base.typname, 'kind', base.typtype,
       'element', (SELECT ${qualified('element.typnamespace', 'element.typname')} FROM pg_type element
                   WHERE element.oid = base.typelem AND element.typarray = base.oid))
     FROM pg_type base WHERE base.oid = ${oid})`;

// Functions are told by number in the stored tree. A cast through text input and output may read settings (stable).
const volatility = `
  CASE
    WHEN tree LIKE '%{NEXTVALUEEXPR %' OR 'v' = ANY (provolatile) THEN 'volatile'
    WHEN tree LIKE '%{COERCEVIAIO %' OR tree LIKE '%{SQLVALUEFUNCTION %' OR 's' = ANY (provolatile) THEN 'stable'
    ELSE 'immutable'
  END`;

const defaultOf = `
  SELECT json_build_object('expression', pg_get_expr(adbin, adrelid), 'volatility', ${volatility})
  FROM pg_attrdef
  CROSS JOIN LATERAL (SELECT adbin::text AS tree) stored
  CROSS JOIN LATERAL (SELECT ARRAY(
    SELECT provolatile FROM regexp_matches(tree, ':(?:funcid|opfuncid) (\\d+)', 'g') AS called(oids)
    JOIN pg_proc ON pg_proc.oid = oids[1]::oid) AS provolatile) called
  WHERE adrelid = a.attrelid AND adnum = a.attnum`;

const storageNames = `CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED' ELSE 'MAIN' END`;

/** Column, all that are not dropped, in table order. */
export const columns: Section = () => `
  SELECT a.attname AS name,
    a.attnum,
    format_type(a.atttypid, a.atttypmod) AS type,
    ${baseTypeOf('chain.base')} AS "baseType",
    format_type(chain.base, coalesce(chain.modifier, a.atttypmod)) AS "typeUnderDomain",
    chain."domainNotNull",
    chain."domainChecked",
    chain."typeDefault",
    (SELECT json_build_object('schema', nspname, 'name', collname, 'deterministic', collisdeterministic,
       'isTypeDefault', a.attcollation = t.typcollation)
     FROM pg_collation JOIN pg_namespace ON pg_namespace.oid = collnamespace
     WHERE pg_collation.oid = a.attcollation) AS collation,
    a.attnotnull AS "notNull",
    (${defaultOf}) AS default,
    a.attidentity AS identity,
    a.attgenerated AS generated,
    (SELECT ${relation('objid')} FROM dependency
     WHERE classid = 'pg_class'::regclass AND dependency.attnum = a.attnum AND deptype IN ('a', 'i')
       AND (SELECT relkind FROM pg_class WHERE oid = objid) = 'S' LIMIT 1) AS sequence,
    CASE WHEN a.attstorage <> t.typstorage THEN ${storageNames} END AS storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
    -- -1 before 17, null from then on.
    nullif(a.attstattarget, -1) AS "statisticsTarget",
    coalesce(a.attoptions, '{}') AS options,
    col_description(a.attrelid, a.attnum) AS comment,
    ${grantsOf('a.attacl')} AS grants,
    (SELECT coalesce(json_agg(json_build_object('provider', provider, 'label', label) ORDER BY provider), '[]')
     FROM pg_seclabel WHERE objoid = a.attrelid AND classoid = 'pg_class'::regclass AND objsubid = a.attnum) AS "securityLabels",
    stats.avg_width AS "averageWidth",
    stats.null_frac AS "nullFraction",
    a.attislocal AS local,
    a.attinhcount AS "inheritedFrom"
  FROM target
  JOIN pg_attribute a ON a.attrelid = target.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (${typeChain('a.atttypid')}) chain
  LEFT JOIN LATERAL (
    SELECT avg_width, null_frac FROM pg_stats
    WHERE schemaname = (SELECT nspname FROM pg_namespace WHERE oid = target.namespace)
      AND tablename = target.relname AND pg_stats.attname = a.attname
    ORDER BY inherited DESC LIMIT 1
  ) stats ON true
  ORDER BY a.attnum`;
