import { copyRatio } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';

/** Bigger is better: as backfill-bigint-vs-update, a fifth as many rows with 4 kB each out of line. */
export const backfillToastVsUpdate: Measure = {
  name: 'backfill-toast-vs-update',
  goal: 1.3,
  better: 'bigger',
  unit: 'x',
  run: (bench) => copyRatio(bench, 'toast'),
};
