import type { Estimate } from '../../types.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { unknown } from '../estimate.ts';
import { BATCH } from './archive.ts';
import type { Leaving } from './subject.ts';

/** Rows a second of the archive, as measured (bench: archive-vs-insert), with and without other load. */
const ROWS_A_SECOND = { low: 30_000, high: 150_000 };

/** A row of its own with its key and an entry in the archive's index. */
const OVERHEAD = 60;

/** How much work the archive is. */
export function archiveEstimate({ context: { catalog, table }, column, archive }: Leaving): Estimate {
  if (archive === null) return nothingToCopy(catalog);
  if (catalog.dump !== undefined) return unknown;
  const { rows } = table;
  const filled = Math.round((rows ?? 0) * (1 - (column.nullFraction ?? 0)));
  return {
    rows,
    tableBytes: table.bytes,
    addedBytes: filled * (OVERHEAD + (column.averageWidth ?? 16)),
    batches: Math.ceil((rows ?? 0) / BATCH),
    seconds:
      rows === null ? null : { low: Math.ceil(rows / ROWS_A_SECOND.high), high: Math.ceil(rows / ROWS_A_SECOND.low) },
    basis:
      rows === null
        ? 'The table was never analyzed: run ANALYZE and ask again for an estimate of rows and time.'
        : '30,000 to 150,000 rows a second, as measured on two cores. The column itself is dropped in some milliseconds.',
  };
}
