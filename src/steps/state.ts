import { render } from '../sql/render.ts';
import { list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { QualifiedName } from '../types.ts';
import type { Context } from './context.ts';

/** Conditions that a file reads before it does anything. All are expressions for an IF. */

const regclass = (name: QualifiedName): Sql => literal(qualified(name).text);

export const columnExists = (table: QualifiedName, column: string): Sql =>
  render('column-exists', { table: regclass(table), column: literal(column) });

/** Whether the first of the old or the new columns is not there: they come and go together, in one transaction. */
export const lacks = ({ table, pairs }: Context, which: 'old' | 'new'): Sql =>
  not(and(...pairs.slice(0, 1).map(({ old, name }) => columnExists(table, which === 'old' ? old.name : name))));

/** Whether contract has run: the new columns are there and the old ones are not. */
export const contracted = (context: Context): Sql =>
  and(...context.pairs.slice(0, 1).map(({ name }) => columnExists(context.table, name)), lacks(context, 'old'));

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
