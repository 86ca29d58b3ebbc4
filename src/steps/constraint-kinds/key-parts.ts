import { render } from '../../sql/render.ts';
import { ident, list, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { type Building, type OneIndex } from '../building/building.ts';
import type { NotNull } from '../not-null/proof.ts';
import { attachIndex } from '../partitioned-indexes.ts';
import { shownKeys } from '../add-index/definition.ts';
import { duplicateRows, rowsWhere, type Violations } from '../violations.ts';

/** A unique constraint or primary key that is to be added. */
export interface Key {
  readonly type: 'unique' | 'primary key';
  readonly columns: readonly string[];
  readonly constraint: string;
  readonly building: Building;
  /** Columns of a primary key that may be NULL so far. */
  readonly notNull: readonly { readonly column: string; readonly proof: NotNull }[];
}

/** The constraint of a table and of each partition, on the indexes that were built. No row is read. */
export function constraints({ type, columns, building }: Key): Sql[] {
  const { parents, leaves, parts } = building;
  const words = type === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
  const definition = list([verbatim(`${words} (`), list(columns.map((name) => ident(name))), verbatim(')')], '');
  return [
    ...parents.map(({ table, index }) =>
      render('add-unique-only', { table: qualified(table), constraint: ident(index.name), definition }),
    ),
    ...leaves.map((leaf) => usingIndex(type, leaf)),
    ...parts.map(({ whole, part }) => attachIndex(whole, part)),
  ];
}

function usingIndex(type: Key['type'], { table, index }: OneIndex): Sql {
  const values = { table: qualified(table), constraint: ident(index.name), index: ident(index.name), timing: nothing };
  return render(type === 'unique' ? 'add-unique-using-index' : 'add-primary-key-using-index', values);
}

/** Rows that the key would not take: NULLs of a primary key, and values that are there twice. */
export function keyViolations({ columns, notNull, building: { context, statement } }: Key): Violations[] {
  const { table } = context;
  const says = qualified(table).text;
  const again = 'the query in the notes finds them, then run this file again; nothing was built.';
  return [
    ...notNull.map(({ column }) => ({
      says: `Rows of ${says} without ${ident(column).text}`,
      rows: rowsWhere(table, qualified(table), columns, render('is-null', { value: ident(column) })),
      hint: `Give them a value or delete them, ${again}`,
    })),
    {
      says: `Values of ${columns.map((name) => ident(name).text).join(', ')} that are in more than one row of ${says}`,
      rows: duplicateRows(table, shownKeys(statement), { where: null, nullsEqual: false }),
      hint: `Correct or delete all but one row of each, ${again}`,
    },
  ];
}
