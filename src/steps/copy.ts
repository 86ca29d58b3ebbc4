import { list, type Sql } from '../sql/value.ts';
import { type Context, newNames, oldNames, type Pair } from './context.ts';
import { bare, differs, fieldOf, raised } from './equality.ts';
import type { PassFragment } from './fragments.ts';
import { passFragment } from './pass.ts';
import { or } from './state.ts';
import type { TwoColumns } from './two-columns.ts';
import { assignment, type Write } from './write.ts';

/** `NOT in_sync` of any pair over the table's own columns: the backfill's predicate. */
export const syncDiffers = ({ pairs }: Context): Sql => or(...pairs.map((pair) => differs(pair, bare)));

/** `new = up(old)` of every pair. */
export const assignments = ({ pairs }: Context): Sql => list(pairs.map(copied).map(assignment));

const copied = (pair: Pair): Write => ({
  column: pair.name,
  value: raised(pair, bare),
  pending: (at) => differs(pair, at),
  restored: raised(pair, fieldOf('OLD')),
});

/** The whole copy of the old columns to the new ones: guards, the guard trigger where it is needed, the batches. */
export const copyFragment = ({ context, keeping }: TwoColumns): PassFragment =>
  passFragment({
    context,
    title: `Copy ${oldNames(context)} to ${newNames(context)} where they differ, in small transactions that may be stopped at any time.`,
    writes: context.pairs.map(copied),
    triggers: keeping.triggers,
    before: keeping.beforeCopy,
    stop: keeping.stop,
  });
