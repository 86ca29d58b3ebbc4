import { grantsOf, qualified, relation, role } from './section.ts';

/** Parameters of every query here: $1 the oids of the table and its family, $2 the names of the columns. */
const columnOf =
  'SELECT attrelid, attnum FROM pg_attribute WHERE attrelid = ANY ($1::oid[]) AND attname = ANY ($2::text[]::name[])';

const isView = `d.classid = 'pg_rewrite'::regclass AND r.rulename = '_RETURN'`;

const grants = (acl: string): string => `CASE WHEN ${acl} IS NOT NULL THEN ${grantsOf(acl)} END`;

/** What hangs on a view and does not come back with it. */
const strangers = `
  ARRAY(SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend d
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = v.oid
        OR d.refclassid = 'pg_type'::regclass AND d.refobjid IN (v.reltype, (SELECT typarray FROM pg_type WHERE pg_type.oid = v.reltype)))
      AND d.deptype <> 'i'
      AND NOT coalesce(${isView}, false)
      AND NOT coalesce(r.ev_class = v.oid, false)
      AND NOT (d.classid = 'pg_type'::regclass)
      AND NOT (d.classid = 'pg_attrdef'::regclass AND EXISTS (SELECT FROM pg_attrdef WHERE oid = d.objid AND adrelid = v.oid))
      AND NOT (d.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger WHERE oid = d.objid AND tgrelid = v.oid))
      AND NOT (d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_index WHERE indexrelid = d.objid AND indrelid = v.oid))
  ) AS strangers`;

/** ReadingView: every view over a column, and every view over one of these, however far. */
export const readingViews = `
  WITH RECURSIVE reader(oid) AS (
    SELECT r.ev_class FROM (${columnOf}) wanted
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = wanted.attrelid AND d.refobjsubid = wanted.attnum
      JOIN pg_rewrite r ON ${isView} AND r.oid = d.objid
    UNION
    SELECT r.ev_class FROM reader
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = reader.oid
      JOIN pg_rewrite r ON ${isView} AND r.oid = d.objid AND r.ev_class <> reader.oid
  )
  SELECT v.relname AS name, (SELECT nspname FROM pg_namespace WHERE oid = v.relnamespace) AS schema,
    (SELECT coalesce(json_agg(DISTINCT ${relation('d.refobjid')}::jsonb), '[]') FROM pg_depend d
     JOIN pg_rewrite r ON ${isView} AND r.oid = d.objid
     WHERE r.ev_class = v.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid) AS reads,
    ${strangers}
  FROM reader JOIN pg_class v ON v.oid = reader.oid
  ORDER BY schema, v.relname`;

/** OwnedSequence: those of serial and identity columns. */
export const ownedSequences = `
  SELECT (SELECT nspname FROM pg_namespace WHERE oid = c.relnamespace) AS schema, c.relname AS name, a.attname AS column,
    format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start, s.seqincrement::text AS increment,
    s.seqmin::text AS min, s.seqmax::text AS max, s.seqcache::text AS cache, s.seqcycle AS cycle,
    c.relpersistence = 'u' AS unlogged,
    obj_description(c.oid, 'pg_class') AS comment, ${grants('c.relacl')} AS grants,
    ARRAY(SELECT DISTINCT ${role('acl.grantee')} FROM pg_default_acl CROSS JOIN LATERAL aclexplode(defaclacl) acl
      WHERE defaclobjtype = 'S' AND defaclnamespace IN (0, c.relnamespace) ORDER BY 1) AS "defaultGrantees"
  FROM (${columnOf}) wanted JOIN pg_attribute a USING (attrelid, attnum)
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = wanted.attrelid AND d.refobjsubid = wanted.attnum
      AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
    JOIN pg_sequence s ON s.seqrelid = d.objid
    JOIN pg_class c ON c.oid = s.seqrelid
  WHERE attrelid = ($1::oid[])[1]`;

/** Routine: PL/pgSQL whose text names the column, or that is called for the rows of the table. */
export const routines = `
  SELECT ${qualified('p.pronamespace', 'p.proname')} AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
    p.prokind AS kind, p.procost AS cost, p.prosecdef AS definer, pg_has_role(p.proowner, 'USAGE') AS owned
  FROM pg_proc p
  WHERE p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql') AND p.oid >= 16384
    AND p.prokind IN ('f', 'p')
    AND (EXISTS (SELECT FROM unnest($2::text[]) AS wanted (name) WHERE strpos(lower(p.prosrc), lower(wanted.name)) > 0)
      OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgrelid = ANY ($1::oid[])))
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  ORDER BY (SELECT nspname FROM pg_namespace WHERE oid = p.pronamespace), p.proname, arguments`;
