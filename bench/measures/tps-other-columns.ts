import { dropHelpers } from '../support/helpers.ts';
import type { Measure } from '../support/measure.ts';
import { renamePlan, statementsOf } from '../support/product.ts';
import { tpsRatio } from '../support/tps-pairs.ts';
import { usersTemplate } from '../support/users.ts';

/**
 * Bigger is better: transactions per second that update another column, after the whole backfill, over those on the same
 * table (with the new column and its index) without the trigger and the parity check. Synchronous commit.
 */
export const tpsOtherColumns: Measure = {
  name: 'tps-other-columns',
  goal: 0.97,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const plan = await renamePlan(bench, await usersTemplate(bench, 'bigint'));
    return tpsRatio(bench, this, {
      setup: [...statementsOf(plan, 'expand'), ...statementsOf(plan, 'backfill')],
      without: [dropHelpers],
      sql: [`UPDATE users SET age = age + 1 WHERE id = $1`],
    });
  },
};
