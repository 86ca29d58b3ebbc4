import { render } from '../sql/render.ts';
import { ident, list, type Sql } from '../sql/value.ts';
import { type Context, newNames, oldNames } from './context.ts';
import { differs } from './equality.ts';
import { type Pass, passFragments } from './pass.ts';
import { or } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** `NOT in_sync` of any pair over the table's own columns: the backfill's predicate. */
export const syncDiffers = ({ pairs }: Context): Sql =>
  or(...pairs.map(({ old, name }) => differs(old, ident(old.name), ident(name))));

/** `new = old` of every pair: one pass over the rows fills them all. */
export const assignments = ({ pairs }: Context): Sql =>
  list(pairs.map(({ old, name }) => render('assignment', { column: ident(name), value: ident(old.name) })));

/** The pass that copies the old columns to the new ones. */
const copyPass = ({ context, keeping }: TwoColumns): Pass => ({
  context,
  title: `Copy ${oldNames(context)} to ${newNames(context)} where they differ, in small transactions that may be stopped at any time.`,
  pending: syncDiffers(context),
  assignments: assignments(context),
  kept: context.pairs.map(({ old, name }) => render('restore-column', { old: ident(old.name), new: ident(name) })),
  triggers: keeping.triggers,
  before: keeping.beforeCopy,
  stop: keeping.stop,
});

/** The whole copy: guards, the guard trigger where it is needed, the batches. */
export const copyFragments = (two: TwoColumns): Sql[] => passFragments(copyPass(two));
