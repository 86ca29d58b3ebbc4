import { extensionOf, type Section } from './section.ts';

// Escapes every ASCII sign that could mean something in a regular expression; doubles quotes as a quoted name in a body does.
const pattern = (name: string): string =>
  `'(^|[^[:alnum:]_$])' || regexp_replace(replace(${name}, '"', '""'), '([^[:alnum:]_])', '\\\\\\1', 'g') || '([^[:alnum:]_$]|$)'`;

// A name that needs no quotes may be written in any case; a name that needs them is written exactly.
const mentions = (name: string): string => `
  CASE WHEN ${name} ~ '^[a-z_][a-z0-9_]*$' THEN p.prosrc ~* (${pattern(name)}) ELSE p.prosrc ~ (${pattern(name)}) END`;

const firstNormalObjectId = 16_384;

const byName = `
    UNION
    SELECT p.oid, 'string' FROM target CROSS JOIN pg_proc p
    JOIN pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
    WHERE p.oid >= ${firstNormalObjectId} AND p.prosqlbody IS NULL
      AND (NOT EXISTS (SELECT FROM wanted) AND ${mentions('target.relname::text')}
        OR EXISTS (SELECT FROM wanted WHERE ${mentions('wanted.attname::text')})
          AND (${mentions('target.relname::text')}
            OR p.oid IN (SELECT oid FROM on_target) OR p.oid IN (SELECT oid FROM by_row_type)))`;

// A trigger function of a partition or child names the column and not the table.
const byTrigger = `
    UNION
    SELECT p.oid, 'string' FROM on_target JOIN pg_proc p USING (oid)
    JOIN pg_language l ON l.oid = p.prolang AND l.lanname NOT IN ('internal', 'c')
    WHERE p.prosqlbody IS NULL AND EXISTS (SELECT FROM wanted WHERE ${mentions('wanted.attname::text')})`;

const found = (others: string): string => `
  WITH on_target AS (SELECT tgfoid AS oid FROM pg_trigger JOIN target ON tgrelid = target.oid WHERE NOT tgisinternal),
  by_row_type AS (
    SELECT objid AS oid FROM target JOIN pg_depend
    ON refclassid = 'pg_type'::regclass AND classid = 'pg_proc'::regclass
      AND refobjid IN (target.rowtype, (SELECT typarray FROM pg_type WHERE oid = target.rowtype))),
  found AS (
    SELECT objid AS oid, 'atomic' AS body FROM dependency
    WHERE classid = 'pg_proc'::regclass AND attnum IN (SELECT attnum FROM wanted)${others}
  )
  SELECT p.proname AS name,
    (SELECT nspname FROM pg_namespace WHERE oid = p.pronamespace) AS schema,
    pg_get_function_identity_arguments(p.oid) AS arguments,
    (SELECT lanname FROM pg_language WHERE oid = p.prolang) AS language,
    -- An aggregate has no definition to get.
    CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE '' END AS definition,
    p.prokind AS kind,
    found.body,
    p.prosrc AS source,
    p.oid IN (SELECT oid FROM on_target) AS "triggerOnTarget",
    ${extensionOf('pg_proc', 'p.oid')} AS extension
  FROM found JOIN pg_proc p ON p.oid = found.oid
  ORDER BY schema, p.proname, arguments`;

/** A DependentFunction as the server gives it: the body stands in for the lines that mention a wanted column, or the table when no column is wanted. */
export const functions: Section = () => found(byName);

/** Those of a partition or child: what depends on a wanted column, and the functions of its triggers. */
export const memberFunctions: Section = () => found(byTrigger);
