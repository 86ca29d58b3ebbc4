import { copyRatio } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';

/** Bigger is better: as backfill-bigint-vs-update, on the same table with a random uuid as its key. */
export const backfillNoIntegerKeyVsUpdate: Measure = {
  name: 'backfill-no-integer-key-vs-update',
  goal: 1.3,
  better: 'bigger',
  unit: 'x',
  run: (bench) => copyRatio(bench, 'uuid'),
};
