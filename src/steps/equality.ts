import { render } from '../sql/render.ts';
import { ident, type Sql, verbatim } from '../sql/value.ts';
import type { BaseType, Column } from '../types.ts';
import { type Pair } from './context.ts';
import { newColumn, type Reference } from './pair.ts';
import { and, or } from './state.ts';

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

/** Whether two values of one column differ. */
export const valuesDiffer = (column: Column, left: Sql, right: Sql): Sql =>
  render(comparesByImage(column) ? 'images-differ' : 'values-differ', { left, right });

/** The type of a column, or the one under its domain where that has a CHECK: a stand-in does without the domain. */
export const typeWithoutDomain = ({ domainChecked, typeUnderDomain, type }: Column): Sql =>
  verbatim(domainChecked ? typeUnderDomain : type);

/** Images are compared of one type alone. */
export const withoutDomain = (column: Column, value: Sql): Sql =>
  column.domainChecked ? render('cast', { expression: value, type: typeWithoutDomain(column) }) : value;

const compared = (column: Column, value: Sql): Sql => (comparesByImage(column) ? withoutDomain(column, value) : value);

const alike = (column: Column, left: Sql, right: Sql): Sql =>
  render(comparesByImage(column) ? 'images-same' : 'values-same', { left, right });

/**
 * `NOT in_sync(old, new)`. The trigger's WHEN, the backfill's predicate and contract's guard are this one expression, and
 * the parity CHECK is `same`, its negation. Columns of two types are in step when either is what the other becomes: what
 * one type cannot say must not be taken from the other.
 */
export function differs(pair: Pair, at: Reference): Sql {
  const { old, name, converts } = pair;
  if (converts === undefined) return valuesDiffer(old, compared(old, at(old.name)), at(name));
  const up = valuesDiffer(newColumn(pair), at(name), converts.up(at));
  return converts.down === null ? up : and(valuesDiffer(old, at(old.name), converts.down(at)), up);
}

/** `in_sync(old, new)`, bracketed where it has to be. */
export function same(pair: Pair, at: Reference): Sql {
  const { old, name, converts } = pair;
  if (converts === undefined) return alike(old, compared(old, at(old.name)), at(name));
  const up = alike(newColumn(pair), at(name), converts.up(at));
  if (converts.down === null) return up;
  return render('parenthesized', { expression: or(alike(old, at(old.name), converts.down(at)), up) });
}

/** Columns by themselves, as a predicate over the table names them. */
export const bare: Reference = ident;

/** Columns as fields of a trigger's record. */
export const fieldOf =
  (record: 'NEW' | 'OLD'): Reference =>
  (column) =>
    render('record-field', { record: verbatim(record), field: ident(column) });

/** What the old value becomes. */
export const raised = ({ old, converts }: Pair, at: Reference): Sql => converts?.up(at) ?? at(old.name);

/** What the new value becomes; null when nothing comes back from it. */
export const lowered = ({ name, converts }: Pair, at: Reference): Sql | null =>
  converts === undefined ? at(name) : (converts.down?.(at) ?? null);

/** Compares images whatever the type: no operator is looked up through the caller's search_path. */
export const imagesDiffer = (left: Sql, right: Sql): Sql => render('images-differ', { left, right });
