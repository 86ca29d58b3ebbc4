import { render } from '../sql/render.ts';
import { type Sql } from '../sql/value.ts';
import type { BaseType, Column } from '../types.ts';

/**
 * Types whose `=` means "the same bytes": IS DISTINCT FROM loses no write there. numeric (1.0 = 1.00), citext, float
 * (0 = -0), interval (1 month = 30 days), jsonb (holds numeric) and all others compare images, which json, xml and
 * point have too though they have no `=` (RECIPES.md, trap 1).
 */
const IDENTITY = new Set(
  `bool int2 int4 int8 oid text varchar bpchar name char bytea uuid date timestamp timestamptz time
   inet cidr macaddr macaddr8 money bit varbit`.split(/\s+/),
);

/** Whether two values of the column can be equal by `=` and yet not the same. */
export function comparesByImage(column: Column): boolean {
  const base: BaseType = column.baseType;
  if (column.collation !== null && !column.collation.deterministic) return true;
  if (base.kind === 'e') return false;
  return !(base.schema === 'pg_catalog' && IDENTITY.has(base.name));
}

/**
 * `NOT in_sync(old, new)` for a rename, where both conversions are the identity. The trigger's WHEN, the backfill's
 * predicate and contract's guard are this one expression, and the parity CHECK is `same`, its negation.
 */
export const differs = (column: Column, left: Sql, right: Sql): Sql =>
  render(comparesByImage(column) ? 'images-differ' : 'values-differ', { left, right });

/** `in_sync(old, new)`. */
export const same = (column: Column, left: Sql, right: Sql): Sql =>
  render(comparesByImage(column) ? 'images-same' : 'values-same', { left, right });

/** Compares images whatever the type: no operator is looked up through the caller's search_path. */
export const imagesDiffer = (left: Sql, right: Sql): Sql => render('images-differ', { left, right });
