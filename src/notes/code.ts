import { ident, qualified } from '../sql/value.ts';
import type { Target } from '../types.ts';
import { exported, goType, parameter, stringLiteral } from './go.ts';
import { renderFile } from './layout.ts';

/** The statements of an application that knows one of the two columns, without semicolons. */
export interface Statements {
  readonly select: string;
  readonly insert: string;
  readonly update: string;
}

/** The table as the application writes it: without the schema where that is the one everybody has in the search path. */
export function tableName(target: Target): string {
  return target.schema === 'public' ? ident(target.name).text : qualified(target).text;
}

/** A name for the key of the table that neither column has; the plan does not know the key itself. */
export function keyName({ oldColumn, newColumn }: Target): string {
  const fields = [exported(oldColumn), exported(newColumn)];
  return ['id', 'key', 'row_key', 'table_key'].find((name) => !fields.includes(exported(name))) ?? 'id';
}

/** What code that knows only `column` sends. */
export function statementsWith(target: Target, column: string): Statements {
  const values = { table: tableName(target), column: ident(column).text, key: ident(keyName(target)).text };
  return {
    select: renderFile('code/select.sql', values),
    insert: renderFile('code/insert.sql', values),
    update: renderFile('code/update.sql', values),
  };
}

/** The same as one text of SQL. */
export function sqlCode(target: Target, column: string): string {
  const { select, insert, update } = statementsWith(target, column);
  return [select, insert, update].map((statement) => `${statement};`).join('\n');
}

/** A store over database/sql that knows only `column`: a row, a reader, an INSERT and an UPDATE. */
export function goCode(target: Target, column: string): string {
  const statements = statementsWith(target, column);
  const [key, field] = [exported(keyName(target)), exported(column)];
  const width = Math.max(key.length, field.length);
  const table = exported(target.name, 'Table');
  return renderFile('code/store.go', {
    row: `${table}Row`,
    store: `${table}Store`,
    keyField: key,
    field,
    paddedKey: key.padEnd(width),
    paddedField: field.padEnd(width),
    key: keyName(target).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    parameter: parameter(column),
    type: goType(target.type, target.notNull),
    select: stringLiteral(statements.select),
    insert: stringLiteral(statements.insert),
    update: stringLiteral(statements.update),
  });
}
