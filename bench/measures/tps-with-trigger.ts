import { dropHelpers } from '../support/helpers.ts';
import type { Measure } from '../support/measure.ts';
import { renamePlan, statementsOf } from '../support/product.ts';
import { tpsRatio } from '../support/tps-pairs.ts';
import { usersTemplate } from '../support/users.ts';

/**
 * Bigger is better: transactions per second that update the old column, after expand, over those on the same table
 * without the trigger. Synchronous commit.
 */
export const tpsWithTrigger: Measure = {
  name: 'tps-with-trigger',
  goal: 0.85,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const plan = await renamePlan(bench, await usersTemplate(bench, 'bigint'));
    return tpsRatio(bench, this, {
      setup: statementsOf(plan, 'expand'),
      without: [dropHelpers],
      sql: [`UPDATE users SET full_name = 'Name ' || random() WHERE id = $1`],
    });
  },
};
