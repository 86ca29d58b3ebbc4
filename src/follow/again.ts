import type { Asked } from '../changes/kind.ts';
import { checkedPlan } from '../overrides/plan.ts';
import { planAll } from '../planning.ts';
import { touchedBy } from '../sql/touched.ts';
import type { Catalog, PhaseName, Plan, PlanOptions } from '../types.ts';
import { asBefore } from './as-before.ts';
import { type Difference, differences } from './differences.ts';

/** What a plan was made from, as it is kept beside it. */
export interface Basis {
  /** One a change, in the order in which they were planned. */
  readonly catalogs: readonly Catalog[];
  readonly options: PlanOptions;
}

/** The same changes planned again, from the schema of today. */
export interface Again {
  readonly plan: Plan;
  /** What it was made from: the schema of today without what the plan itself has done. */
  readonly catalogs: readonly Catalog[];
  /** What others have changed meanwhile. */
  readonly differences: readonly Difference[];
}

/**
 * Plans changes again that are under way: `asked` has today's catalogs, `delivered` names the phases that may have run. loadSql must be awaited.
 * Throws Refusal or UserError like planning.
 */
export async function planAgain(
  asked: readonly Asked[],
  plan: Plan,
  delivered: readonly PhaseName[],
  { catalogs: known, options }: Basis,
): Promise<Again> {
  const touched = touchedBy(statementsOf(plan, delivered));
  const before = asked.map(({ catalog }, at) => {
    const stored = known[at];
    return stored === undefined ? catalog : asBefore(catalog, stored, { id: plan.id, touched });
  });
  const again = asked.map((each, at) => ({ ...each, catalog: before[at] ?? each.catalog }));
  return {
    plan: await checkedPlan(() => planAll(again, options)),
    catalogs: before,
    differences: differences(before, known),
  };
}

/** The SQL of some phases of a plan, in order. */
export function statementsOf({ phases }: Plan, names: readonly PhaseName[]): string[] {
  return phases
    .filter(({ name }) => names.includes(name))
    .flatMap(({ steps }) => steps.flatMap(({ run }) => run.map(({ sql }) => sql)));
}
