import { type Section } from './section.ts';

// What the other sections describe, by the catalog it is in. A partition's copy of a foreign key goes with its parent's.
const described = `
  CASE
    WHEN classid = 'pg_class'::regclass AND objid <> target.oid THEN
      EXISTS (SELECT FROM pg_index WHERE indexrelid = objid AND indrelid = target.oid)
      OR deptype IN ('a', 'i') AND (SELECT relkind FROM pg_class WHERE oid = objid) = 'S'
    WHEN classid = 'pg_class'::regclass THEN false
    WHEN classid = 'pg_attrdef'::regclass THEN
      EXISTS (SELECT FROM pg_attrdef WHERE oid = objid AND adrelid = target.oid AND adnum = wanted.attnum)
    WHEN classid = 'pg_constraint'::regclass THEN
      EXISTS (SELECT FROM pg_constraint WHERE oid = objid AND (conrelid = target.oid OR contype = 'f'))
    WHEN classid = 'pg_trigger'::regclass THEN EXISTS (SELECT FROM pg_trigger WHERE oid = objid AND tgrelid = target.oid)
    ELSE classid IN ('pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_statistic_ext'::regclass,
                     'pg_publication_rel'::regclass, 'pg_proc'::regclass)
  END`;

/** otherDependents: what hangs on a wanted column and has no section of its own. */
export const otherDependents: Section = () => `
  SELECT DISTINCT CASE
      WHEN classid = 'pg_attrdef'::regclass THEN
        (SELECT format('generated column %I', attname) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
         WHERE pg_attrdef.oid = objid)
      -- Before 15 a generated column itself depends on what it reads, later its expression does.
      WHEN classid = 'pg_class'::regclass AND objid = target.oid THEN
        (SELECT format('generated column %I', attname) FROM attribute WHERE attribute.attnum = objsubid)
      ELSE pg_describe_object(classid, objid, objsubid)
    END AS name
  FROM target CROSS JOIN wanted JOIN dependency ON dependency.attnum = wanted.attnum
  WHERE NOT ${described}
  UNION
  -- A partition key is written the other way round: the column depends on its table.
  SELECT 'partition key of ' || pg_describe_object(classid, objid, 0)
  FROM target CROSS JOIN wanted JOIN dependency ON dependency.attnum = 0 AND classid = 'pg_class'::regclass
    AND objid = target.oid AND objsubid = wanted.attnum AND deptype = 'i'
  ORDER BY 1`;

/** Comments of the table's parts that a plan has signed; read.ts takes them apart. */
export const helpers: Section = () => `
  WITH part(kind, name, classoid, objoid, objsubid) AS (
    SELECT 'trigger', tgname::text, 'pg_trigger'::regclass, t.oid, 0
    FROM target JOIN pg_trigger t ON tgrelid = target.oid AND NOT tgisinternal
    UNION
    SELECT 'function', proname::text, 'pg_proc'::regclass, p.oid, 0
    FROM target JOIN pg_trigger t ON tgrelid = target.oid AND NOT tgisinternal JOIN pg_proc p ON p.oid = tgfoid
    UNION ALL
    SELECT 'column', attribute.attname::text, 'pg_class'::regclass, target.oid, attribute.attnum FROM target CROSS JOIN attribute
    UNION ALL
    SELECT 'constraint', conname::text, 'pg_constraint'::regclass, c.oid, 0
    FROM target JOIN pg_constraint c ON conrelid = target.oid
    UNION ALL
    SELECT 'view', c.relname::text, 'pg_class'::regclass, c.oid, 0
    FROM dependency JOIN pg_rewrite r ON classid = 'pg_rewrite'::regclass AND r.oid = objid
    JOIN pg_class c ON c.oid = r.ev_class AND c.relkind = 'v'
    UNION
    SELECT 'index', c.relname::text, 'pg_class'::regclass, c.oid, 0
    FROM target JOIN pg_index ON indrelid = target.oid JOIN pg_class c ON c.oid = indexrelid
  )
  SELECT part.kind, part.name, d.description AS comment
  FROM part JOIN pg_description d USING (classoid, objoid, objsubid)
  WHERE starts_with(d.description, 'expand-contract:')
  ORDER BY part.kind, part.name`;
