import { generatedAgainstUpdate } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median, ratios, spread } from '../support/statistics.ts';

/** Bigger is better: rows per second of the generated copy, trigger installed, over those of one big UPDATE without. */
export const backfillBigintVsUpdate: Measure = {
  name: 'backfill-bigint-vs-update',
  goal: 1.45,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const { generated, update } = await generatedAgainstUpdate(bench, 'bigint');
    const all = ratios(
      generated.map(({ rowsPerSecond }) => rowsPerSecond),
      update.map(({ rowsPerSecond }) => rowsPerSecond),
    );
    return { value: median(all), detail: spread(all) };
  },
};
