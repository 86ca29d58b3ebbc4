import type { Measure } from '../support/measure.ts';
import { lockedStalls } from '../support/stalls.ts';
import { median } from '../support/statistics.ts';

const lockTimeout = 100;

/**
 * Smaller is better: the longest that live traffic waited while expand and contract tried to lock a table that another
 * transaction held for two seconds; median of the repetitions, the worse of both phases in each. The goal is the
 * default lock timeout and 20 ms.
 */
export const stallLongestInLockAttempts: Measure = {
  name: 'stall-longest-in-lock-attempts',
  goal: lockTimeout + 20,
  better: 'smaller',
  unit: 'ms',
  async run(bench) {
    const runs = await lockedStalls(bench);
    const longest = runs.map(({ expand, contract }) => Math.max(expand.max, contract.max));
    const told = runs.map(({ expand, contract }) => `${expand.max.toFixed(0)}/${contract.max.toFixed(0)}`);
    return { value: median(longest), detail: `expand/contract: ${told.join(', ')} ms` };
  },
};
