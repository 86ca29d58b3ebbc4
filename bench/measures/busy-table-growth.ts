import { busy } from '../support/big.ts';
import type { Measure } from '../support/measure.ts';
import { median } from '../support/statistics.ts';

/** Smaller is better: size of the table after the generated copy beside live writes, over its size before. */
export const busyTableGrowth: Measure = {
  name: 'busy-table-growth',
  goal: 1.3,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const runs = await busy(bench);
    const alone = median(runs.map(({ updateGrowth }) => updateGrowth));
    return { value: median(runs.map(({ growth }) => growth)), detail: `one big UPDATE: ${alone.toFixed(2)}` };
  },
};
