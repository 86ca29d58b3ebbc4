import { render } from '../sql/render.ts';
import { list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { QualifiedName } from '../types.ts';

/** Conditions that a file reads before it does anything. All are expressions for an IF. */

const regclass = (name: QualifiedName): Sql => literal(qualified(name).text);

export const columnExists = (table: QualifiedName, column: string): Sql =>
  render('column-exists', { table: regclass(table), column: literal(column) });

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

export const not = (condition: Sql): Sql => verbatim(`NOT ${condition.text}`);
export const and = (...conditions: readonly Sql[]): Sql => list(conditions, ' AND ');
/** One SQL array of text. */
export const textArray = (values: readonly string[]): Sql =>
  verbatim(`ARRAY[${list(values.map(literal)).text}]::pg_catalog.text[]`);
