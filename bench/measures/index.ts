import type { Measure } from '../support/measure.ts';
import { backfillBigintVsUpdate } from './backfill-bigint-vs-update.ts';
import { backfillNoIntegerKeyVsUpdate } from './backfill-no-integer-key-vs-update.ts';
import { backfillVsKeysetTouch } from './backfill-vs-keyset-touch.ts';
import { dryRunVsNode } from './dry-run-vs-node.ts';
import { helpVsNode } from './help-vs-node.ts';
import { indexGrowth } from './index-growth.ts';
import { planning10000Vs10Tables } from './planning-10000-vs-10-tables.ts';
import { stallLongestInLockAttempts } from './stall-longest-in-lock-attempts.ts';
import { stallP999Backfill } from './stall-p999-backfill.ts';
import { stallP999Contract } from './stall-p999-contract.ts';
import { stallP999Expand } from './stall-p999-expand.ts';
import { tableGrowth } from './table-growth.ts';
import { tpsOtherColumns } from './tps-other-columns.ts';
import { tpsWithTrigger } from './tps-with-trigger.ts';
import { versionVsNode } from './version-vs-node.ts';
import { walPerRow } from './wal-per-row.ts';

/** All measures, in the order in which they run: what needs no server first. */
export const measures: readonly Measure[] = [
  versionVsNode,
  helpVsNode,
  dryRunVsNode,
  planning10000Vs10Tables,
  backfillBigintVsUpdate,
  walPerRow,
  tableGrowth,
  indexGrowth,
  backfillNoIntegerKeyVsUpdate,
  backfillVsKeysetTouch,
  tpsWithTrigger,
  tpsOtherColumns,
  stallP999Expand,
  stallP999Backfill,
  stallP999Contract,
  stallLongestInLockAttempts,
];
