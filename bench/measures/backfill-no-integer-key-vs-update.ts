import { generatedAgainstUpdate } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median, ratios, spread } from '../support/statistics.ts';

/** Bigger is better: as backfill-bigint-vs-update, on the same table with a random uuid as its key. */
export const backfillNoIntegerKeyVsUpdate: Measure = {
  name: 'backfill-no-integer-key-vs-update',
  goal: 1,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const { generated, update } = await generatedAgainstUpdate(bench, 'uuid');
    const all = ratios(
      generated.map(({ rowsPerSecond }) => rowsPerSecond),
      update.map(({ rowsPerSecond }) => rowsPerSecond),
    );
    return { value: median(all), detail: spread(all) };
  },
};
