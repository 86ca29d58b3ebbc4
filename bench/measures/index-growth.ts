import { generatedAgainstUpdate } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median } from '../support/statistics.ts';

/** Smaller is better: size of the indexes that were there before, after the generated copy over before it. */
export const indexGrowth: Measure = {
  name: 'index-growth',
  goal: 1.05,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const { generated, update } = await generatedAgainstUpdate(bench, 'bigint');
    return {
      value: median(generated.map((run) => run.indexGrowth)),
      detail: `one big UPDATE: ${median(update.map((run) => run.indexGrowth)).toFixed(2)}`,
    };
  },
};
