import { copyRatio } from '../support/backfills.ts';
import type { Measure } from '../support/measure.ts';

/** Bigger is better: as backfill-bigint-vs-update, on a table of eight partitions. */
export const backfillPartitionedVsUpdate: Measure = {
  name: 'backfill-partitioned-vs-update',
  goal: 1.3,
  better: 'bigger',
  unit: 'x',
  run: (bench) => copyRatio(bench, 'partitioned'),
};
