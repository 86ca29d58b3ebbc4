import { columnNames, type Section, since } from './section.ts';

const listed = (version: number): string => `
  SELECT p.pubname AS name, false AS "allTables", false AS "viaSchema",
    ${since(
      version,
      15,
      `CASE WHEN r.prattrs IS NOT NULL THEN ${columnNames('SELECT unnest(r.prattrs::int2[])')} END`,
      'NULL::text[]',
    )} AS columns,
    ${since(version, 15, 'pg_get_expr(r.prqual, r.prrelid)', 'NULL')} AS filter,
    -- pg_depend does not tell the filter's columns from the list's; the stored tree does.
    ${since(
      version,
      15,
      columnNames(`SELECT var[1]::int2 FROM regexp_matches(r.prqual::text, ':varattno (\\d+)', 'g') AS found(var)`),
      "'{}'::text[]",
    )} AS "filterColumns"
  FROM target JOIN pg_publication_rel r ON r.prrelid = target.oid JOIN pg_publication p ON p.oid = r.prpubid`;

const viaSchema = `
  SELECT p.pubname, false, true, NULL::text[], NULL, '{}'::text[]
  FROM target
  JOIN pg_publication_namespace n ON n.pnnspid = target.namespace
  JOIN pg_publication p ON p.oid = n.pnpubid
  WHERE NOT EXISTS (SELECT FROM pg_publication_rel r WHERE r.prrelid = target.oid AND r.prpubid = p.oid)`;

/** Publication: those that name the table, its schema, or all tables. */
export const publications: Section = (version) => `
  ${listed(version)}
  ${since(version, 15, `UNION ALL ${viaSchema}`, '')}
  UNION ALL
  SELECT p.pubname, true, false, NULL::text[], NULL, '{}'::text[]
  FROM target JOIN pg_class c ON c.oid = target.oid CROSS JOIN pg_publication p
  WHERE p.puballtables AND c.relpersistence = 'p' AND c.relkind IN ('r', 'p')
  ORDER BY 1`;
