import type { Measure } from '../support/measure.ts';
import { upsertRatio } from '../support/upserts.ts';

/** Bigger is better: upserts a second of eight clients on one key, old and new code during the roll-out, over those without a plan. */
export const upsertsOneKey: Measure = {
  name: 'upserts-one-key',
  goal: 0.85,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    return upsertRatio(bench, this, 'one');
  },
};
