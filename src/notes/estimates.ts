import { bytes, duration, grouped } from '../report/text.ts';
import type { Estimate } from '../types.ts';
import { prose } from './markdown.ts';

/** The values of `estimates.md.hbs`; what is not known is said in words. */
export function estimates({ rows, tableBytes, addedBytes, batches, seconds, basis }: Estimate): object {
  if (tableBytes === null || addedBytes === null || batches === null) {
    const line =
      batches === 0
        ? { what: 'Copied', amount: 'nothing' }
        : { what: 'Rows, size and time', amount: 'not known without a server' };
    return { lines: [line], basis: prose(basis) };
  }
  const size = { what: 'Size of the table now', amount: bytes(tableBytes) };
  if (batches === 0) return { lines: [size, { what: 'Copied', amount: 'nothing' }], basis: prose(basis) };
  return {
    lines: [
      { what: 'Rows', amount: rows === null ? 'not known: the table was never analyzed' : `about ${grouped(rows)}` },
      size,
      { what: 'More on disk until contract and a VACUUM', amount: `about ${bytes(addedBytes)}` },
      {
        what: 'Batches of the backfill',
        amount: batches === 1 ? '1, its own transaction' : `${grouped(batches)}, each its own transaction`,
      },
      { what: 'Time of the backfill', amount: time(rows, seconds) },
    ],
    basis: prose(basis),
  };
}

function time(rows: number | null, seconds: Estimate['seconds']): string {
  if (seconds !== null) {
    const [low, high] = [duration(seconds.low), duration(seconds.high)];
    return low === high ? low : `${low} to ${high}`;
  }
  return rows === null ? 'not known: run ANALYZE on the table and make the plan again to have a number' : 'not known';
}
