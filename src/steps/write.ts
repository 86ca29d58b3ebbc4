import { render } from '../sql/render.ts';
import { ident, type Sql } from '../sql/value.ts';
import { ifBlock } from './blocks.ts';
import { bare, fieldOf } from './equality.ts';
import type { Reference } from './pair.ts';

/** What a pass does to one column. */
export interface Write {
  readonly column: string;
  /** null: DEFAULT alone can say it. */
  readonly value: Sql | null;
  /** The value is the column's default, and written so. */
  readonly byDefault?: true;
  /** The predicate of the rows that have yet to be written, over the columns that a reference gives: false for those that are. */
  readonly pending: (at: Reference) => Sql;
  /** What the guard trigger lets through when it puts everything else back, in place of what the row has by then. */
  readonly restored?: Sql;
}

/** One assignment of a SET list. */
export const assignment = ({ column, value, byDefault }: Write): Sql =>
  value === null || byDefault === true
    ? render('assign-default', { column: ident(column) })
    : render('assignment', { column: ident(column), value });

/** The same for rows of which some are visited for the sake of another write. */
export function sharedAssignment({ column, value, pending }: Write): Sql {
  if (value === null) throw new Error(`DEFAULT of ${column} cannot be one of several values`);
  const name = ident(column);
  return render('assignment', {
    column: name,
    value: render('write-pending', { pending: pending(bare), value, column: name }),
  });
}

/** Lets one column through the guard trigger, which returns OLD. */
export const restoring = ({ column, restored }: Write): Sql =>
  restored === undefined
    ? render('restore-value', { column: ident(column) })
    : render('restore-column', { new: ident(column), value: restored });

/** The same for rows of which some are visited for the sake of another write. */
export const sharedRestoring = (write: Write): Sql => ifBlock(write.pending(fieldOf('OLD')), [restoring(write)]);
