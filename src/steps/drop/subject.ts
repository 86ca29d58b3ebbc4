import { ident, qualified } from '../../sql/value.ts';
import type { Column, QualifiedName, User } from '../../types.ts';
import type { Context } from '../context.ts';
import { members } from '../family.ts';
import type { Archive } from './archive.ts';
import type { Relaxation } from './relax.ts';

/** A column that is dropped, with all that is decided before a statement is written. */
export interface Leaving {
  readonly context: Context;
  readonly column: Column;
  /** What else uses it and goes along, each before what it uses itself. */
  readonly users: readonly User[];
  readonly relaxed: Relaxation;
  /** null: its values are lost, or computed. */
  readonly archive: Archive | null;
}

/** `schema.table.column`, as it stands in a sentence. */
export const saysColumn = ({ context, column }: Leaving): string =>
  `${qualified(context.table).text}.${ident(column.name).text}`;

/** The table's own generated columns that are computed from it, then the column itself: the order in which they go. */
export function leavingColumns({ context: { table }, column, users }: Leaving): Column[] {
  const generated = users.flatMap((user) =>
    user.kind === 'generated' && user.table.schema === table.schema && user.table.name === table.name
      ? table.columns.filter(({ name }) => name === user.name)
      : [],
  );
  return [...generated, column];
}

/** The table and every partition or child that has one of the columns as its own besides its parent's. */
export const holders = ({ context }: Leaving, column: Column): { on: Context; column: Column }[] => [
  { on: context, column },
  ...members(context).flatMap((on) =>
    on.table.columns.filter(({ name, local }) => name === column.name && local).map((own) => ({ on, column: own })),
  ),
];

/** Whether one of the columns is among those that leave. */
export const touchesLeaving = (leaving: Leaving, columns: readonly string[]): boolean =>
  leavingColumns(leaving).some(({ name }) => columns.includes(name));

/** A table that goes, with all that is decided before a statement is written. */
export interface LeavingTable {
  readonly context: Context;
  /** What else uses it and goes along, each before what it uses itself. */
  readonly users: readonly User[];
  /** Into the archive, or dropped. */
  readonly archive: boolean;
  /** Holds the table's counters as they were when it was verified. */
  readonly mark: QualifiedName;
}
