import type { ForwardFix } from '../types.ts';
import { assembleFix } from './assemble.ts';
import { backfillSteps, undoBackfillStep } from './backfill.ts';
import { newNames, oldNames } from './context.ts';
import { expandStep, undoExpandStep } from './expand.ts';
import { catalogAfterContract } from './fixes.ts';
import { planId } from './plan-id.ts';
import { type TwoColumns, twoColumns } from './two-columns.ts';

/** For the day something goes wrong in production: never back, always forward. Takes the plan out again; `when` says until when it can. */
export const abandon = (two: TwoColumns, name: string, when: string): ForwardFix =>
  assembleFix({ name, when, steps: [undoBackfillStep(two), undoExpandStep(two)] }, two.context.catalog);

/** Brings the old columns back, kept equal by a trigger whatever the plan's own way was: no code writes them any more. */
export function restore({ context }: TwoColumns): ForwardFix {
  const { options, pairs, table } = context;
  const after = catalogAfterContract(context);
  const back = pairs.map(({ old, name }) => ({ old: { ...old, name }, name: old.name }));
  const reversed = twoColumns({
    planId: planId('rename', table, back),
    catalog: after,
    table: after.table,
    pairs: back,
    options: { ...options, sync: 'trigger', short: false },
  });
  return assembleFix(
    {
      name: 'restore-after-contract',
      when: `After contract, when something still needs ${oldNames(context)}: adds it again beside ${newNames(context)}, fills it and keeps both equal, without stopping traffic.`,
      steps: [expandStep(reversed), ...backfillSteps(reversed)],
    },
    after,
  );
}
