import { indent } from '../sql/indent.ts';
import { render } from '../sql/render.ts';
import { integer, literal, type Sql } from '../sql/value.ts';

/** What has held a snapshot for longer than that, as far as the role that runs the file may see it. */
const snapshotHolders = (age: Sql): Sql => render('snapshot-holders', { age });

const seconds = (count: number): Sql => render('interval-seconds', { seconds: integer(count) });

/** Said before the first batch: a transaction that is a minute old is not about to end. */
export const warnOfSnapshots = (): Sql =>
  render('old-snapshot-warning', { holders: indent(snapshotHolders(seconds(60)), 2) });

/**
 * What keeps versions from being pruned may come while the copy runs. A snapshot of ten seconds has outlived many ranges,
 * of which each is done within half a second; one second is enough to suspect it once the table has grown too much.
 */
export const watchGrowth = (relation: Sql): Sql =>
  render('copy-watch', {
    relation,
    holders: indent(snapshotHolders(render('suspect-age', { proven: seconds(1), usual: seconds(10) })), 4),
    hint: literal(
      'SELECT pid, usename, xact_start, query FROM pg_stat_activity WHERE backend_xmin IS NOT NULL OR backend_xid IS NOT NULL ORDER BY xact_start; a prepared transaction (pg_prepared_xacts), a replication slot (pg_replication_slots.xmin) and a standby with hot_standby_feedback hold versions too. The copy may be stopped and run again later: what is done stays done.',
    ),
  });
