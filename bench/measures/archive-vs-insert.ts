import { archiveAgainstInsert } from '../support/archives.ts';
import type { Measure } from '../support/measure.ts';
import { median, ratios, spread } from '../support/statistics.ts';

/** Bigger is better: rows per second of the archive of a dropped column over those of one big INSERT ... SELECT. */
export const archiveVsInsert: Measure = {
  name: 'archive-vs-insert',
  goal: 0.5,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    const { insert, archive } = await archiveAgainstInsert(bench);
    const all = ratios(archive, insert);
    return {
      value: median(all),
      detail: `${spread(all)}; the archive ${Math.round(median(archive))} rows/s, INSERT ... SELECT ${Math.round(median(insert))} rows/s`,
    };
  },
};
