import { ident } from '../sql/value.ts';
import type { CodeModel, ModelColumn } from '../types.ts';
import { snake } from './names.ts';
import type { FoundModel, Stack } from './stack.ts';
import { type SqlType, sqlType, type Standard, standardOf } from './types.ts';

/** A column as code in one stack has it. */
export interface Field extends Omit<ModelColumn, 'type' | 'default'> {
  /** What the code calls it; `name` is the column. */
  readonly field: string;
  readonly type: SqlType;
  readonly default: Standard | null;
}

/** A value that goes in and comes out: to every column that holds it, from the first that is not NULL. */
export interface Value {
  /** In words with underscores: the parameter of a function. */
  readonly parameter: string;
  readonly field: string;
  readonly type: SqlType;
  readonly readsNull: boolean;
  readonly writesNull: boolean;
  readonly writes: readonly Field[];
  readonly reads: readonly Field[];
}

/** How one version of the code sees the table, in the words of a stack. */
export interface View {
  readonly schema: string;
  readonly table: string;
  readonly model: string;
  readonly found: FoundModel | null;
  /** A view may stand under the table's name. */
  readonly mayBeView: boolean;
  readonly key: Field;
  /** The key is among the columns of the change. */
  readonly changesKey: boolean;
  /** The columns that it reads or writes, without the key. */
  readonly fields: readonly Field[];
  /** Columns that are there and that it leaves alone. */
  readonly ignored: readonly Field[];
  /** What it reads and writes, without the key. */
  readonly values: readonly Value[];
  /** What a new row needs: the key too, where the database gives none. */
  readonly given: readonly Value[];
  readonly expects: CodeModel['expects'];
}

const KEY: ModelColumn = {
  name: 'id',
  value: 'id',
  called: 'id',
  type: 'bigint',
  default: 'identity',
  reads: true,
  writes: true,
  readsNull: false,
  writesNull: false,
};

/** A model in the words of a stack; null when this version has no such table. */
export function viewOf(
  stack: Pick<Stack, 'names'>,
  model: CodeModel,
  { schema, table, found }: { readonly schema: string; readonly table: string; readonly found: FoundModel | null },
): View | null {
  if (model.table === null) return null;
  const named = (column: ModelColumn): Field => ({
    ...column,
    field: found?.fields.get(column.called) ?? stack.names.field(column.called),
    type: sqlType(column.type),
    default: standardOf(column.default),
  });
  const key = model.key ?? KEY;
  const own = model.columns.find(({ name }) => name === key.name);
  const others = model.columns.filter(({ name }) => name !== key.name).map(named);
  const known = others.filter(({ reads, writes }) => reads || writes);
  // Beside a field that has its name by now, an ignored column has another.
  const renamed = (field: Field): Field =>
    known.some((other) => other.field === field.field)
      ? { ...field, field: stack.names.field(`old_${field.name}`) }
      : field;
  const itsKey = named(own === undefined ? key : { ...key, type: own.type });
  const values = valuesOf(known);
  return {
    schema,
    table: model.table,
    model: found?.name ?? stack.names.model(table),
    found,
    mayBeView: model.mayBeView,
    key: itsKey,
    changesKey: own !== undefined,
    fields: known,
    ignored: others.filter(({ reads, writes }) => !reads && !writes).map(renamed),
    values,
    given: [...(itsKey.default === null ? valuesOf([itsKey]) : []), ...values].filter(
      ({ writes }) => writes.length > 0,
    ),
    expects: model.expects,
  };
}

function valuesOf(fields: readonly Field[]): Value[] {
  return [...new Set(fields.map(({ value }) => value))].flatMap((value): Value[] => {
    const own = fields.filter((field) => field.value === value);
    const reads = own.filter((field) => field.reads);
    const first = reads[0] ?? own[0];
    if (first === undefined) return [];
    return [
      {
        parameter: snake(first.called),
        field: first.field,
        type: first.type,
        readsNull: (reads.length === 0 ? own : reads).every(({ readsNull }) => readsNull),
        writesNull: own.every(({ writesNull }) => writesNull),
        writes: own.filter((field) => field.writes),
        reads,
      },
    ];
  });
}

/** The table as SQL has it, without the schema that everybody has in the search path. */
export const sqlTable = ({ schema, table }: Pick<View, 'schema' | 'table'>): string =>
  schema === 'public' ? ident(table).text : `${ident(schema).text}.${ident(table).text}`;
