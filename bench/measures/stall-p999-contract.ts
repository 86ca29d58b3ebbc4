import type { Measure } from '../support/measure.ts';
import { outcomeOf } from '../support/stall-outcome.ts';

/** Smaller is better: p99.9 of live traffic from the start of contract on, over that of an equal window just before it. */
export const stallP999Contract: Measure = {
  name: 'stall-p999-contract',
  goal: 2,
  better: 'smaller',
  unit: 'x',
  run: (bench) => outcomeOf(bench, 'contract'),
};
