import { keyStalls } from '../support/key-types.ts';
import type { Measure } from '../support/measure.ts';
import { median } from '../support/statistics.ts';

/**
 * Smaller is better: the longest that live traffic waited while a primary key that three foreign keys reference became
 * bigint; the worst phase of each repetition, median of them. The goal is the default lock timeout and 20 ms; a request that
 * fails fails the measure.
 */
export const keyTypeLongestStall: Measure = {
  name: 'key-type-longest-stall',
  goal: 120,
  better: 'smaller',
  unit: 'ms',
  async run(bench) {
    const runs = await keyStalls(bench);
    const worst = runs.map(({ expand, backfill, contract }) => Math.max(expand, backfill, contract));
    const told = runs.map(
      ({ expand, backfill, contract, naive }) =>
        `${expand.toFixed(0)}/${backfill.toFixed(0)}/${contract.toFixed(0)} ms, naive ALTER ${naive.toFixed(0)} ms`,
    );
    return { value: median(worst), detail: `expand/backfill/contract: ${told.join('; ')}` };
  },
};
