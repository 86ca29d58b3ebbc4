import type { PGlite } from '@electric-sql/pglite';

// Printed by the server in its short form, so that the name of the schema does not show; columns with their place.
const SHAPE = `
SELECT pg_catalog.concat_ws(' ', 'column', c.relname, pg_catalog.row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
    a.attidentity, pg_catalog.pg_get_expr(d.adbin, d.adrelid, true), pg_catalog.col_description(c.oid, a.attnum)) AS fact
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = $1::text::regnamespace AND c.relkind IN ('r', 'v')
UNION ALL SELECT pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = $1::text::regnamespace
UNION ALL SELECT pg_catalog.concat_ws(' ', 'constraint', c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid, true))
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = $1::text::regnamespace
UNION ALL SELECT pg_catalog.pg_get_triggerdef(t.oid, true)
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = $1::text::regnamespace AND NOT t.tgisinternal
UNION ALL SELECT pg_catalog.concat_ws(' ', 'view', c.relname, pg_catalog.pg_get_viewdef(c.oid, true))
  FROM pg_catalog.pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'v'
UNION ALL SELECT pg_catalog.concat_ws(' ', 'function', p.proname, p.prosrc)
  FROM pg_catalog.pg_proc p WHERE p.pronamespace = $1::text::regnamespace`;

/** Every definition in a schema as one line of text each, sorted; the schema is on the search_path alone meanwhile. */
export async function shapeOf(database: PGlite, schema: 'public' | 'naive'): Promise<string[]> {
  await database.query("SELECT pg_catalog.set_config('search_path', $1, false)", [schema]);
  const { rows } = await database.query<{ fact: string }>(SHAPE, [schema]);
  return rows.map(({ fact }) => fact).toSorted();
}

const only = (these: readonly string[], those: readonly string[]) => these.filter((line) => !those.includes(line));

/** The lines of each that have no equal in the other. */
export function differences(left: readonly string[], right: readonly string[]): string[] {
  return [...only(left, right), ...only(right, left)];
}
