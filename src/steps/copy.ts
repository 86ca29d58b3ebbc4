import { render } from '../sql/render.ts';
import { ident, list, type Sql } from '../sql/value.ts';
import { type Context, newNames, oldNames } from './context.ts';
import { bare, differs, fieldOf, raised } from './equality.ts';
import { type Pass, passFragments } from './pass.ts';
import { or } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** `NOT in_sync` of any pair over the table's own columns: the backfill's predicate. */
export const syncDiffers = ({ pairs }: Context): Sql => or(...pairs.map((pair) => differs(pair, bare)));

/** `new = up(old)` of every pair: one pass over the rows fills them all. */
export const assignments = ({ pairs }: Context): Sql =>
  list(pairs.map((pair) => render('assignment', { column: ident(pair.name), value: raised(pair, bare) })));

/** The pass that copies the old columns to the new ones. */
const copyPass = ({ context, keeping }: TwoColumns): Pass => ({
  context,
  title: `Copy ${oldNames(context)} to ${newNames(context)} where they differ, in small transactions that may be stopped at any time.`,
  pending: syncDiffers(context),
  assignments: assignments(context),
  kept: context.pairs.map((pair) =>
    render('restore-column', { new: ident(pair.name), value: raised(pair, fieldOf('OLD')) }),
  ),
  triggers: keeping.triggers,
  before: keeping.beforeCopy,
  stop: keeping.stop,
});

/** The whole copy: guards, the guard trigger where it is needed, the batches. */
export const copyFragments = (two: TwoColumns): Sql[] => passFragments(copyPass(two));
