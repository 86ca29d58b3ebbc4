import { generatedAgainstTouch } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median, ratios, spread } from '../support/statistics.ts';

/** Bigger is better: rows per second of the generated copy over those of a keyset loop of touch-updates with two triggers. */
export const backfillVsKeysetTouch: Measure = {
  name: 'backfill-vs-keyset-touch',
  goal: 2.5,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const { touch, generated } = await generatedAgainstTouch(bench);
    const all = ratios(generated, touch);
    return { value: median(all), detail: spread(all) };
  },
};
