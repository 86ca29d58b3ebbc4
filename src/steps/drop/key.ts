import { Refusal } from '../../errors.ts';
import { parseOne } from '../../sql/parse.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Column, Index, Table } from '../../types.ts';
import type { Context } from '../context.ts';

/**
 * The columns by which rows are found again: the primary key, or a unique index on columns that are NOT NULL.
 * @throws Refusal when the table has neither.
 */
export function keyOf({ table, catalog }: Context, column: Column): Column[] {
  const says = `${qualified(table).text}.${ident(column.name).text}`;
  if (table.kind === 'r' && table.family.length > 0)
    throw new Refusal(
      'no-key',
      `The values of ${says} cannot be archived: other tables inherit from ${qualified(table).text}, and no key is unique across them.`,
      `${catalog.target === 'columns' ? 'Add --no-archive' : 'Say --no-archive'} when the values may be lost, or copy them yourself first.`,
    );
  const [best] = table.indexes
    .filter((index) => isKey(table, index, column))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary) || a.columns.length - b.columns.length);
  if (best !== undefined) return keyColumns(table, best);
  throw new Refusal(
    'no-key',
    `The values of ${says} cannot be archived: ${qualified(table).text} has no primary key and no unique index on columns that are NOT NULL${table.indexes.some((index) => index.unique) ? ', without that column' : ''}, so no row could be found again.`,
    'Add a key, or add --no-archive when the values may be lost.',
  );
}

const isKey = (table: Table, index: Index, column: Column): boolean =>
  index.unique &&
  index.valid &&
  index.immediate &&
  !index.partial &&
  !index.hasExpressions &&
  keyColumns(table, index).every((key) => key.notNull && key.name !== column.name) &&
  (index.primary || inDefaultOrder(index));

function keyColumns(table: Table, index: Index): Column[] {
  return elements(index).flatMap(({ name }) => table.columns.filter((column) => column.name === name));
}

interface Element {
  readonly name?: string;
  readonly plain: boolean;
}

function elements({ definition }: Index): Element[] {
  const node = parseOne(definition);
  const params = 'IndexStmt' in node ? (node.IndexStmt.indexParams ?? []) : [];
  return params.map((param) => {
    if (!('IndexElem' in param)) return { plain: false };
    const { name, collation, opclass, ordering } = param.IndexElem;
    const plain = collation === undefined && opclass === undefined && ordering === 'SORTBY_DEFAULT';
    return name === undefined ? { plain } : { name, plain };
  });
}

/** Batches go along the index: `(a, b) >= (...) ORDER BY a, b` must be its own order. */
const inDefaultOrder = (index: Index): boolean => elements(index).every(({ plain }) => plain);
