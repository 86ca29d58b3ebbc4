import { busy } from '../support/big.ts';
import type { Measure } from '../support/measure.ts';
import { median, spread } from '../support/statistics.ts';

/** Bigger is better: rows per second of the generated copy beside live writes, over those of one big UPDATE of a quiet table. */
export const busyBackfillVsUpdate: Measure = {
  name: 'busy-backfill-vs-update',
  goal: 1,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const runs = await busy(bench);
    const all = runs.map(({ updateSeconds, copySeconds }) => updateSeconds / copySeconds);
    const told = runs.map(
      (run) =>
        `UPDATE ${run.updateSeconds.toFixed(1)} s, copy ${run.copySeconds.toFixed(1)} s, with index and proof ${run.backfillSeconds.toFixed(1)} s`,
    );
    return { value: median(all), detail: `${bench.rows} rows; ${spread(all)}; ${told.join('; ')}` };
  },
};
