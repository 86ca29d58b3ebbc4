import type { Draft } from './draft.ts';
import { Refusal } from '../errors.ts';
import type { Catalog, Change, PlanOptions } from '../types.ts';
import type { Context, Pair } from './context.ts';
import { planId } from './plan-id.ts';
import { planRename, refuseNonsense } from './plan-two-columns.ts';
import { chooseStrategy } from './strategy/choose.ts';
import { planBehindView } from './view-strategy/plan.ts';

/**
 * The plan of a rename of columns by the strategy that was asked for, with what each would cost.
 * @throws Refusal when it cannot be made safely, with the other strategy as the way out where that is one.
 */
export function planColumns(change: Change, catalog: Catalog, pairs: readonly Pair[], options: PlanOptions): Draft {
  refuseNonsense(pairs);
  const { table } = catalog;
  const context: Context = { planId: planId('rename', table, pairs), catalog, table, pairs, options };
  const strategy = chooseStrategy(context);
  if (options.strategy === 'view') return { ...planBehindView(change, context), strategy };
  try {
    return { ...planRename(change, catalog, pairs, options), strategy };
  } catch (error) {
    // A view leaves nothing for code to write twice: it is no way out of --sync app.
    if (!(error instanceof Refusal) || strategy.costs.view.refused !== null || options.sync === 'app') throw error;
    throw new Refusal(
      error.reason,
      error.message,
      `Add --strategy view: it renames in place behind a view. Or: ${error.hint ?? ''}`,
    );
  }
}
