import { join } from 'node:path';
import { type PlanState, planState } from '../follow/plan-state.ts';
import { allPlans, findPlan } from '../plan-file/find.ts';
import { noSuchDeploy } from './deploy-number.ts';
import type { Asking } from './following.ts';
import { withDatabase } from './live.ts';
import { formatNamed } from './find-format.ts';

/** The state of every plan, or of the one that is named. Throws UserError when there is none, when none has this deploy, or when the database does not answer. */
export async function statesOf({ cwd, plans, id, ...source }: Asking, deploy: number | null): Promise<PlanState[]> {
  const every = id === undefined ? allPlans({ cwd, plans }) : [];
  const found = every.length > 0 ? every : [findPlan({ cwd, plans, id, command: 'plan status' })];
  const [first] = found;
  // Of several plans some may have fewer deploys than others.
  if (
    deploy !== null &&
    first !== undefined &&
    !found.some(({ plan }) => plan.deploys.some(({ number }) => number === deploy))
  )
    throw noSuchDeploy(first.plan, deploy, 'plan status');
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
  return await withDatabase(source, async (followed) => {
    const all: PlanState[] = [];
    for (const each of found) {
      const format =
        each.delivery === undefined ? null : formatNamed(each.delivery.format, join(each.folder, 'plan.json'));
      all.push(await planState(each, { cwd, format, database: followed, deploy }));
    }
    return all;
  });
}
