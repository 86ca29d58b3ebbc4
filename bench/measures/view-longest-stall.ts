import type { Measure } from '../support/measure.ts';
import { throughTheView } from '../support/stalls.ts';
import { median } from '../support/statistics.ts';

/**
 * Smaller is better: the longest that live traffic waited from either swap of `--strategy view` on, median of the repetitions.
 * The goal is the default lock timeout and 20 ms.
 */
export const viewLongestStall: Measure = {
  name: 'view-longest-stall',
  goal: 120,
  better: 'smaller',
  unit: 'ms',
  async run(bench) {
    const runs: Awaited<ReturnType<typeof throughTheView>>[] = [];
    for (let rep = 0; rep < bench.reps; rep += 1) runs.push(await throughTheView(bench));
    const told = runs.map(
      ({ expand, contract, seconds }) =>
        `${expand.phase.max.toFixed(0)}/${contract.phase.max.toFixed(0)} ms (before ${expand.baseline.max.toFixed(0)}/${contract.baseline.max.toFixed(0)}), all phases ${(seconds * 1000).toFixed(0)} ms`,
    );
    const longest = runs.map(({ expand, contract }) => Math.max(expand.phase.max, contract.phase.max));
    return { value: median(longest), detail: `expand/contract: ${told.join('; ')}` };
  },
};
