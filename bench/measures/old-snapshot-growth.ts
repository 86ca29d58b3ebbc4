import type { Measure } from '../support/measure.ts';
import { copied } from '../support/snapshots.ts';

/**
 * Smaller is better: size of the table after a copy during which another transaction holds a snapshot, over its size before.
 * What a row version takes cannot be had back then; the copy must say so, or the measure fails.
 */
export const oldSnapshotGrowth: Measure = {
  name: 'old-snapshot-growth',
  goal: 2.2,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const [free, held] = [await copied(bench, false), await copied(bench, true)];
    if (free.warnings.length > 0) throw new Error(`a warning without a snapshot: ${free.warnings.join(' ')}`);
    if (held.warnings.length === 0) throw new Error('the copy did not notice the snapshot');
    return { value: held.growth, detail: `without ${free.growth.toFixed(2)}; said: ${held.warnings.join(' ')}` };
  },
};
