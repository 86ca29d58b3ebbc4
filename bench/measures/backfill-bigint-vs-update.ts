import { copyRatio } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';

/** Bigger is better: rows per second of the generated copy, trigger installed, over those of one big UPDATE without. */
export const backfillBigintVsUpdate: Measure = {
  name: 'backfill-bigint-vs-update',
  goal: 1.45,
  better: 'bigger',
  unit: 'x',
  run: (bench) => copyRatio(bench, 'bigint'),
};
