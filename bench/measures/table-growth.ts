import { generatedAgainstUpdate } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median } from '../support/statistics.ts';

/** Smaller is better: size of the table after the generated copy, over its size before. */
export const tableGrowth: Measure = {
  name: 'table-growth',
  goal: 1.25,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const { generated, update } = await generatedAgainstUpdate(bench, 'bigint');
    return {
      value: median(generated.map((run) => run.tableGrowth)),
      detail: `one big UPDATE: ${median(update.map((run) => run.tableGrowth)).toFixed(2)}`,
    };
  },
};
