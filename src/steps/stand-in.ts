import type { Table } from '../types.ts';
import type { Context, Pair } from './context.ts';

/** The primary key that holds the column, or the foreign keys that reference it. */
const isKey = (table: Table, column: string): boolean =>
  table.indexes.some((index) => index.primary && index.columns.includes(column)) ||
  table.constraints.some((constraint) => constraint.incoming && constraint.columns.includes(column));

/** An EXCLUDE constraint has no concurrent way to a second one. */
const isExcluded = (table: Table, column: string): boolean =>
  table.constraints.some((constraint) => constraint.type === 'x' && constraint.columns.includes(column));

/** A column whose values come from a sequence of its own: identity, or the owner of one (serial). */
const ownsSequence = (table: Table, column: string): boolean =>
  table.columns.some(({ name, identity, sequence }) => name === column && (identity !== '' || sequence !== null));

/** A view that PostgreSQL cannot replace, or that the owner of the table may not replace. */
const isReadElsewhere = (table: Table, column: string): boolean =>
  table.views.some(
    (view) =>
      view.columns.includes(column) && (view.materialized || view.extension !== null || view.owner !== table.owner),
  );

/**
 * A partition or child may be NOT NULL where the table is not, and since 18 under a name of its own, which PostgreSQL
 * gives no second time: one that came from a parent cannot be renamed.
 */
const variesInFamily = ({ columns, constraints, family }: Table, column: string): boolean => {
  const saysOf = (table: Pick<Table, 'columns' | 'constraints'>): string => {
    const notNull = table.columns.some((each) => each.name === column && each.notNull);
    const named = table.constraints.find(({ type, columns: of }) => type === 'n' && of.includes(column));
    return JSON.stringify([notNull, named?.name]);
  };
  return family.some((member) => saysOf(member) !== saysOf({ columns, constraints }));
};

/**
 * Whether the new columns are stand-ins: new code works with them until contract, which drops them and gives their
 * names to the old columns. The parity CHECK has proven by then that either column may be the one that stays, and what
 * cannot be had twice without a price (a primary key, an identity and its sequence, the foreign keys of other tables)
 * never moves: it is enforced all the time by what has always enforced it, no other table is locked or even named, and
 * views grouped by the key, GRANTs on the sequence and currval() go on as they are. So do materialized views, which
 * would have to be built a second time and be stale in between, and whatever has a definition that cannot be rewritten.
 */
export const standIn = ({ catalog, pairs, staysPut }: Context): boolean =>
  staysPut === true ||
  pairs.some(({ old }) => variesInFamily(catalog.table, old.name)) ||
  // Of a family all or none: the column is one and the same in all of them.
  [catalog.table, ...catalog.table.family].some(
    (table) =>
      pairs.some(
        ({ old: { name } }) =>
          isKey(table, name) || isExcluded(table, name) || isReadElsewhere(table, name) || ownsSequence(table, name),
      ) ||
      // A stored column would have to be computed anew.
      table.otherDependents.length > 0,
  );

/** The column that contract drops. */
export const leaving = (context: Context, { old, name }: Pair): string => (standIn(context) ? name : old.name);
