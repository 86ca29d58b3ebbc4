import { generatedAgainstUpdate } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';
import { median, ratios } from '../support/statistics.ts';

/** Smaller is better: bytes of WAL a row of the generated copy, over those of one big UPDATE. Exact, whatever the machine does. */
export const walPerRow: Measure = {
  name: 'wal-per-row',
  goal: 0.6,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const runs = await generatedAgainstUpdate(bench, 'bigint');
    const [generated, update] = [runs.generated, runs.update].map((all) => all.map((run) => run.walPerRow));
    if (generated === undefined || update === undefined) throw new Error('nothing was measured');
    return {
      value: median(ratios(generated, update)),
      detail: `${median(generated).toFixed(0)} B against ${median(update).toFixed(0)} B`,
    };
  },
};
