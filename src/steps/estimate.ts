import type { Estimate } from '../types.ts';
import { type Context, touches } from './context.ts';
import { PAGES_A_RANGE, VISITS_A_RANGE } from './pass.ts';

/** Rows a second of the striped copy: from a slow disk with other load to the quiet machine of BACKFILL.md. */
const ROWS_A_SECOND = { low: 20_000, high: 120_000 };

/** The width of a value whose statistics were never gathered. */
const UNKNOWN_WIDTH = 16;

/** Without a server there is nothing to go by. */
export const unknown: Estimate = {
  rows: null,
  tableBytes: null,
  addedBytes: null,
  batches: null,
  seconds: null,
  basis:
    'The plan was made from a schema dump, and without a server there are no estimates: ask again with --database to have them.',
};

/** How much work the backfill is, from the catalog's statistics as they were when the plan was made. */
export function estimate(context: Context): Estimate {
  const { catalog, table, pairs } = context;
  if (catalog.dump !== undefined) return unknown;
  const touched = table.indexes.filter((index) => touches(context, index.columns));
  const width = pairs.reduce(
    (sum, { old }) => sum + (old.averageWidth ?? UNKNOWN_WIDTH) * (1 - (old.nullFraction ?? 0)),
    0,
  );
  const indexBytes = touched.reduce((sum, index) => sum + index.bytes, 0);
  const { rows } = table;
  return {
    rows,
    tableBytes: table.bytes,
    // The copied values, the fifth by which the heap grows while rows are rewritten, and one more of each index.
    addedBytes: Math.round((rows ?? 0) * width + table.bytes * 0.2 + indexBytes),
    batches: Math.ceil(table.pages / PAGES_A_RANGE) * VISITS_A_RANGE,
    seconds:
      rows === null ? null : { low: Math.ceil(rows / ROWS_A_SECOND.high), high: Math.ceil(rows / ROWS_A_SECOND.low) },
    basis:
      rows === null
        ? 'The table was never analyzed: run ANALYZE and ask again for an estimate of rows and time.'
        : `20,000 to 120,000 rows a second, as measured on two cores; indexes and validation come on top.`,
  };
}
