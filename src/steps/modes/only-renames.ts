import type { Table } from '../../types.ts';
import type { Context } from '../context.ts';

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

/** What hangs on an old column and can follow its rename, but not move to another column; null when nothing does. */
export function onlyRenames({ table, pairs }: Context): string | null {
  const any = (holds: (table: Table, column: string) => boolean): boolean =>
    pairs.some(({ old }) => holds(table, old.name));
  if (any(isKey)) return 'is a primary key, or referenced by a foreign key';
  if (any(isExcluded)) return 'has an EXCLUDE constraint';
  if (any(ownsSequence)) return 'takes its values from a sequence of its own';
  if (any(isReadElsewhere)) return 'is read by a materialized view, or by one that another role or an extension owns';
  // A stored generated column, for one, would have to be computed anew.
  return table.otherDependents.length === 0 ? null : `is used by ${table.otherDependents.join(', ')}`;
}
