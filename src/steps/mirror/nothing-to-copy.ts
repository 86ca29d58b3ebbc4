import type { Estimate, Table } from '../../types.ts';

/** The estimate of a plan that only changes the catalog. */
export const nothingToCopy = ({ rows, bytes }: Table): Estimate => ({
  rows,
  tableBytes: bytes,
  addedBytes: 0,
  batches: 0,
  seconds: { low: 0, high: 0 },
  basis: 'Nothing is copied: every phase changes the catalog only, in some milliseconds, however large the table is.',
});
