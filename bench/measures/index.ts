import type { Measure } from '../support/measure.ts';
import { archiveVsInsert } from './archive-vs-insert.ts';
import { backfillBigintVsUpdate } from './backfill-bigint-vs-update.ts';
import { backfillNoIntegerKeyVsUpdate } from './backfill-no-integer-key-vs-update.ts';
import { backfillPartitionedVsUpdate } from './backfill-partitioned-vs-update.ts';
import { backfillToastVsUpdate } from './backfill-toast-vs-update.ts';
import { backfillVsKeysetTouch } from './backfill-vs-keyset-touch.ts';
import { busyBackfillVsUpdate } from './busy-backfill-vs-update.ts';
import { busyTableGrowth } from './busy-table-growth.ts';
import { busyWritesLost } from './busy-writes-lost.ts';
import { dryRunVsNode } from './dry-run-vs-node.ts';
import { helpVsNode } from './help-vs-node.ts';
import { indexGrowth } from './index-growth.ts';
import { keyTypeLongestStall } from './key-type-longest-stall.ts';
import { oldSnapshotGrowth } from './old-snapshot-growth.ts';
import { planning10000Vs10Tables } from './planning-10000-vs-10-tables.ts';
import { scan10000Files } from './scan-10000-files.ts';
import { stallLongestInLockAttempts } from './stall-longest-in-lock-attempts.ts';
import { stallP999Backfill } from './stall-p999-backfill.ts';
import { stallP999Contract } from './stall-p999-contract.ts';
import { stallP999Expand } from './stall-p999-expand.ts';
import { standbyLag } from './standby-lag.ts';
import { tableGrowth } from './table-growth.ts';
import { tpsOtherColumns } from './tps-other-columns.ts';
import { tpsWithTrigger } from './tps-with-trigger.ts';
import { upsertsManyKeys } from './upserts-many-keys.ts';
import { upsertsOneKey } from './upserts-one-key.ts';
import { versionVsNode } from './version-vs-node.ts';
import { viewLongestStall } from './view-longest-stall.ts';
import { walPerRow } from './wal-per-row.ts';
import { wizard10000Tables } from './wizard-10000-tables.ts';

/** All measures, in the order in which they run: what needs no server first. */
export const measures: readonly Measure[] = [
  versionVsNode,
  helpVsNode,
  scan10000Files,
  dryRunVsNode,
  planning10000Vs10Tables,
  wizard10000Tables,
  backfillBigintVsUpdate,
  walPerRow,
  tableGrowth,
  indexGrowth,
  backfillNoIntegerKeyVsUpdate,
  backfillToastVsUpdate,
  backfillPartitionedVsUpdate,
  backfillVsKeysetTouch,
  archiveVsInsert,
  tpsWithTrigger,
  tpsOtherColumns,
  upsertsOneKey,
  upsertsManyKeys,
  stallP999Expand,
  stallP999Backfill,
  stallP999Contract,
  stallLongestInLockAttempts,
  busyBackfillVsUpdate,
  busyWritesLost,
  busyTableGrowth,
  oldSnapshotGrowth,
  viewLongestStall,
  keyTypeLongestStall,
  standbyLag,
];
