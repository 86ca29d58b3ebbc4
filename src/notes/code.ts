import { ident, qualified } from '../sql/value.ts';
import type { CodeVersion, ColumnSide, Target, TargetColumn } from '../types.ts';
import { exported, goType, parameter, stringLiteral } from './go.ts';
import { renderFile } from './layout.ts';

/** The statements of an application that knows one of each two columns, without semicolons. */
export interface Statements {
  readonly select: string;
  readonly insert: string;
  readonly update: string;
}

/** What code writes and reads: which columns of each pair, and of several read ones the first that is not NULL. */
export type Knows = Pick<CodeVersion, 'writes' | 'reads'>;

/** The table as the application writes it: without the schema where that is the one everybody has in the search path. */
export function tableName(target: Target): string {
  return target.schema === 'public' ? ident(target.name).text : qualified(target).text;
}

/** A name for the key of the table that no column here has; the plan does not know the key itself. */
export function keyName({ columns }: Target): string {
  const fields = columns.flatMap((column) => [exported(column.old), exported(column.new)]);
  return ['id', 'key', 'row_key', 'table_key'].find((name) => !fields.includes(exported(name))) ?? 'id';
}

/** The column that gives the value its name in code. */
const named = ({ reads }: Knows): ColumnSide => reads[0] ?? 'new';

function read(column: TargetColumn, knows: Knows): string {
  const names = knows.reads.map((side) => ident(column[side]).text);
  return names.length < 2 ? names.join('') : `COALESCE(${names.join(', ')}) AS ${ident(column[named(knows)]).text}`;
}

/** What this code sends. One value goes to every column of its pair. */
export function statementsWith(target: Target, knows: Knows): Statements {
  const written = target.columns.flatMap((column, at) =>
    knows.writes.map((side) => ({ name: ident(column[side]).text, at })),
  );
  const values = { table: tableName(target), key: ident(keyName(target)).text };
  return {
    select: renderFile('code/select.sql', {
      ...values,
      columns: target.columns.map((column) => read(column, knows)).join(', '),
    }),
    insert: renderFile('code/insert.sql', {
      ...values,
      columns: written.map(({ name }) => name).join(', '),
      values: written.map(({ at }) => `$${String(at + 1)}`).join(', '),
    }),
    update: renderFile('code/update.sql', {
      ...values,
      assignments: written.map(({ name, at }) => `${name} = $${String(at + 2)}`).join(', '),
    }),
  };
}

/** The same as one text of SQL. */
export function sqlCode(target: Target, knows: Knows): string {
  const { select, insert, update } = statementsWith(target, knows);
  return [select, insert, update].map((statement) => `${statement};`).join('\n');
}

interface GoField {
  readonly field: string;
  readonly parameter: string;
  readonly type: string;
}

/** A store over database/sql that knows only these columns: a row, a reader, an INSERT and an UPDATE. */
export function goCode(target: Target, knows: Knows): string {
  const statements = statementsWith(target, knows);
  const key = exported(keyName(target));
  const fields = goFields(target.columns, named(knows));
  const width = Math.max(key.length, ...fields.map(({ field }) => field.length));
  const table = exported(target.name, 'Table');
  return renderFile('code/store.go', {
    row: `${table}Row`,
    store: `${table}Store`,
    keyField: key,
    paddedKey: key.padEnd(width),
    fields: fields.map(({ field, type }) => `${field.padEnd(width)} ${type}`).join('\n\t'),
    targets: fields.map(({ field }) => `&row.${field}`).join(', '),
    parameters: fields.map((each) => `${each.parameter} ${each.type}`).join(', '),
    values: fields.map((each) => each.parameter).join(', '),
    setter: `Set${fields.map(({ field }) => field).join('And')}`,
    key: keyName(target).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    select: stringLiteral(statements.select),
    insert: stringLiteral(statements.insert),
    update: stringLiteral(statements.update),
  });
}

const unique = (names: readonly string[]): string[] =>
  names.map((name, at) => (names.indexOf(name) === at ? name : `${name}${String(at + 1)}`));

/** Go names of the columns; two that come out alike are told apart by a number. */
function goFields(columns: readonly TargetColumn[], knows: ColumnSide): GoField[] {
  const fields = unique(columns.map((column) => exported(column[knows])));
  const parameters = unique(columns.map((column) => parameter(column[knows])));
  return columns.map((column, at) => ({
    field: fields[at] ?? '',
    parameter: parameters[at] ?? '',
    type: goType(column.type, column.notNull),
  }));
}
