import type { Measure } from '../support/measure.ts';
import { upsertRatio } from '../support/upserts.ts';

/** Bigger is better: upserts a second of eight clients on many keys, half of them new, old and new code during the roll-out, over those without a plan. */
export const upsertsManyKeys: Measure = {
  name: 'upserts-many-keys',
  goal: 0.85,
  better: 'bigger',
  unit: 'x',
  async run(bench) {
    return upsertRatio(bench, this, 'many');
  },
};
