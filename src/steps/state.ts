import { render } from '../sql/render.ts';
import { integer, list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { QualifiedName, TypeFacts } from '../types.ts';
import { type Context, type Pair } from './context.ts';
import { keepsName } from './pair.ts';

/** Conditions that a file reads before it does anything. All are expressions for an IF. */

const regclass = (name: QualifiedName): Sql => literal(qualified(name).text);

export const columnExists = (table: QualifiedName, column: string): Sql =>
  render('column-exists', { table: regclass(table), column: literal(column) });

/** Whether a column is of a type, modifiers included. */
export const columnOfType = (table: QualifiedName, column: string, { bare, modifier }: TypeFacts): Sql =>
  render('column-of-type', {
    table: regclass(table),
    column: literal(column),
    type: literal(bare),
    modifier: integer(modifier),
  });

/** A column that has its old name and its new type. */
const swapped = ({ table }: Context, { old, name, converts }: Pair): Sql[] =>
  converts !== undefined && keepsName({ old, name, converts })
    ? [columnOfType(table, old.name, converts.type), not(columnExists(table, name))]
    : [columnExists(table, name), not(columnExists(table, old.name))];

/** Whether contract has run: the new columns are there and the old ones are not; they come and go together, in one transaction. */
export const contracted = (context: Context): Sql =>
  and(...context.pairs.slice(0, 1).flatMap((pair) => swapped(context, pair)));

/** Whether the old or the new columns are not there. */
export function lacks(context: Context, which: 'old' | 'new'): Sql {
  const { table, pairs } = context;
  if (which === 'old' && pairs[0] !== undefined && keepsName(pairs[0])) return bracketed(contracted(context));
  return not(and(...pairs.slice(0, 1).map(({ old, name }) => columnExists(table, which === 'old' ? old.name : name))));
}

export const tableMissing = (table: QualifiedName): Sql => render('table-missing', { table: regclass(table) });

export const triggerExists = (table: QualifiedName, trigger: string): Sql =>
  render('trigger-exists', { table: regclass(table), trigger: literal(trigger) });

export const constraintExists = (table: QualifiedName, constraint: string): Sql =>
  render('constraint-exists', { table: regclass(table), constraint: literal(constraint) });

export const constraintValidated = (table: QualifiedName, constraint: string): Sql =>
  render('constraint-validated', { table: regclass(table), constraint: literal(constraint) });

export const indexUsable = (table: QualifiedName, index: QualifiedName): Sql =>
  render('index-usable', { table: regclass(table), index: regclass(index) });

export const indexInvalid = (index: QualifiedName): Sql => render('index-invalid', { index: regclass(index) });

/** True, whatever the database is like. */
export const always = (): Sql => render('always', {});

export const not = (condition: Sql): Sql => verbatim(`NOT ${condition.text}`);
export const and = (...conditions: readonly Sql[]): Sql => list(conditions, ' AND ');
export const or = (...conditions: readonly Sql[]): Sql => list(conditions, ' OR ');
/** In parentheses when it is more than one condition. */
export const bracketed = (condition: Sql): Sql => render('parenthesized', { expression: condition });
