import type { Draft } from '../draft.ts';
import type { Catalog, Change, Column, PlanOptions } from '../../types.ts';
import { estimate } from '../estimate.ts';
import { passFindings } from '../findings.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { kindPlanId } from '../plan-id.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { phases } from './phases.ts';
import { planProven } from './proven.ts';
import { provingCheck } from './proof.ts';
import { refuse } from './refusals.ts';
import { subject } from './subject.ts';
import { code, deploys, findings, wording } from './texts.ts';

/** Throws Refusal or UserError when the column cannot become NOT NULL, or is. */
export function planSetNotNull(change: Change, catalog: Catalog, column: Column, options: PlanOptions): Draft {
  const { table, answers } = catalog;
  const context = contextOf({ planId: kindPlanId('set-not-null', table, [column.name]), catalog, options });
  const value = answers.expressions[0] ?? null;
  refuse(context, column, value);
  const check = provingCheck(table, column.name);
  if (check !== undefined) return planProven(change, context, column, check);
  const its = subject(context, column, value);
  return wholePlan(change, {
    context,
    wording: wording(its),
    estimate:
      value === null ? nothingToCopy(catalog) : estimate({ ...context, pairs: [{ old: column, name: column.name }] }),
    phases: phases(its),
    code: code(its),
    deploys: deploys(its),
    attention: [...findings(its), ...passFindings(context)],
    fixes: [],
  });
}
