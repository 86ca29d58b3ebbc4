import type { Measure } from '../support/measure.ts';
import { outcomeOf } from '../support/stall-outcome.ts';

/** Smaller is better: p99.9 of live traffic from the start of backfill on, over that of an equal window just before it. */
export const stallP999Backfill: Measure = {
  name: 'stall-p999-backfill',
  goal: 2,
  better: 'smaller',
  unit: 'x',
  run: (bench) => outcomeOf(bench, 'backfill'),
};
