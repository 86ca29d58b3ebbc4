import type { CodeModel, CodeVersion, Column, ModelColumn, Table } from '../types.ts';
import type { Context, Pair } from './context.ts';
import { finalName, keepsName, newColumn } from './pair.ts';

/** A column as code has it that reads and writes it as the table says. */
export const asItIs = (
  column: Pick<Column, 'name' | 'type' | 'notNull' | 'default' | 'generated' | 'identity'>,
): ModelColumn => ({
  name: column.name,
  value: column.name,
  called: column.name,
  type: column.type,
  default: column.default?.expression ?? null,
  reads: true,
  writes: column.generated === '' && column.identity !== 'a',
  readsNull: !column.notNull,
  writesNull: !column.notNull,
});

/** The same as code has it that does not know it. */
export const unknown = (column: ModelColumn): ModelColumn => ({ ...column, reads: false, writes: false });

/** What code knows of a table of which these columns matter; `expects` are errors that it is ready for. */
export function modelOf(
  table: Table,
  columns: readonly ModelColumn[],
  expects: CodeModel['expects'] = [],
  name: string | null = table.name,
): CodeModel {
  const keys = table.constraints.find(({ type, incoming }) => type === 'p' && !incoming)?.columns ?? [];
  const key = keys.length === 1 ? table.columns.find((column) => column.name === keys[0]) : undefined;
  return { table: name, mayBeView: false, key: key === undefined ? null : keyOf(key), columns, expects };
}

/** A key that the database gives has a default, as code sees it. */
const keyOf = (column: Column): ModelColumn => ({
  ...asItIs(column),
  default: column.default?.expression ?? (column.identity === '' ? null : 'identity'),
});

/** The same for the time when a view may stand in the table's place. */
export const behindView = (model: CodeModel): CodeModel => ({ ...model, mayBeView: true });

/** The columns of these names, as they are. */
export const columnsNamed = ({ columns }: Table, names: readonly string[]): ModelColumn[] =>
  names.flatMap((name) => columns.filter((column) => column.name === name).map(asItIs));

/** Each version with its model, by its id; `settled` is for the last of them. */
export const withModels = (
  code: readonly CodeVersion[],
  models: Readonly<Record<string, CodeModel>>,
  settled?: CodeModel,
): CodeVersion[] =>
  code.map((version, at) => {
    const model = models[version.id];
    return {
      ...version,
      ...(model === undefined ? {} : { model }),
      ...(settled === undefined || at < code.length - 1 ? {} : { settled }),
    };
  });

/** The versions of a plan of two columns: what each writes and reads says what it knows of them. */
export function withPairModels({ table, pairs }: Context, code: readonly CodeVersion[]): CodeVersion[] {
  const models = code.map((version) => [
    version.id,
    modelOf(
      table,
      pairs.flatMap((pair) => pairColumns(pair, version)),
    ),
  ]);
  const settled = pairs.map((pair) => asItIs({ ...newColumn(pair), name: finalName(pair) }));
  return withModels(code, Object.fromEntries(models) as Record<string, CodeModel>, modelOf(table, settled));
}

/** Both columns, the one that is read first before the other. Code that knows one of them calls it as it always did. */
function pairColumns(pair: Pair, { writes, reads }: CodeVersion): ModelColumn[] {
  const { old } = pair;
  if (keepsName(pair)) throw new Error(`${old.name} keeps its name: no code knows the other column`);
  const both = new Set([...writes, ...reads]).size > 1;
  const sides = { old, new: newColumn(pair) };
  const order = [...new Set([...reads, ...writes, 'old' as const, 'new' as const])];
  return order.map((side) => {
    const known = asItIs(sides[side]);
    const column = { ...known, value: old.name, called: both ? known.name : old.name };
    // Beside a column that is not filled yet, a reader falls back to the other one.
    const readsNull = column.readsNull || (reads.length > 1 && side === 'new');
    return { ...column, readsNull, reads: reads.includes(side), writes: column.writes && writes.includes(side) };
  });
}

/** Code before and after the database refuses some writes with the SQLSTATE `code`. */
export function withRefusal(
  table: Table,
  { columns, ...refused }: CodeModel['expects'][number] & { readonly columns: readonly string[] },
  code: readonly CodeVersion[],
): CodeVersion[] {
  const known = columnsNamed(table, columns);
  return withModels(code, {
    old: modelOf(table, known),
    new: modelOf(table, known, [refused]),
  });
}
