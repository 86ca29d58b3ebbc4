import type { Catalog, Estimate } from '../../types.ts';

/** The estimate of a plan that only changes the catalog. */
export const nothingToCopy = ({ table: { rows, bytes }, dump }: Pick<Catalog, 'table' | 'dump'>): Estimate => ({
  rows,
  tableBytes: dump === undefined ? bytes : null,
  addedBytes: 0,
  batches: 0,
  seconds: { low: 0, high: 0 },
  basis: 'Nothing is copied: every phase changes the catalog only, in some milliseconds, however large the table is.',
});
