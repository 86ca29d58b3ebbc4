import { type PlanState, planState } from '../follow/plan-state.ts';
import { allPlans, findPlan } from '../plan-file/find.ts';
import type { Asking } from './following.ts';
import { withDatabase } from './live.ts';
import { formatNamed } from './find-format.ts';

/** The state of every plan, or of the one that is named. Throws UserError when there is none or the database does not answer. */
export async function statesOf({ cwd, plans, id, database }: Asking, deploy: number | null): Promise<PlanState[]> {
  const every = id === undefined ? allPlans({ cwd, plans }) : [];
  const found = every.length > 0 ? every : [findPlan({ cwd, plans, id, command: 'plan status' })];
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
  return await withDatabase(database, async (followed) => {
    const all: PlanState[] = [];
    for (const each of found) {
      const format = each.delivery === undefined ? null : formatNamed(each.delivery.format);
      all.push(await planState(each, { cwd, format, database: followed, deploy }));
    }
    return all;
  });
}
