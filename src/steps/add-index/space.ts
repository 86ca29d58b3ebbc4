import type { Estimate } from '../../types.ts';
import type { Context } from '../context.ts';

/** What one more index costs is not known before it is there: no more than the table, most often far less. */
export const spaceFor = ({ catalog: { dump }, table: { rows, bytes } }: Context): Estimate => ({
  rows,
  tableBytes: dump === undefined ? bytes : null,
  addedBytes: 0,
  batches: 0,
  seconds: null,
  basis:
    'No row is written. Building an index reads the table twice and needs room for the index, which is smaller than the table unless it covers all of it.',
});
