import { busy } from '../support/big.ts';
import type { Measure } from '../support/measure.ts';

/** Smaller is better: writes of live traffic that were answered and are not there after contract. One that fails fails the measure. */
export const busyWritesLost: Measure = {
  name: 'busy-writes-lost',
  goal: 0,
  better: 'smaller',
  unit: 'lost',
  async run(bench) {
    const runs = await busy(bench);
    const writes = runs.reduce((sum, run) => sum + run.writes, 0);
    return { value: Math.max(...runs.map(({ lost }) => lost)), detail: `of ${writes} writes, none failed` };
  },
};
