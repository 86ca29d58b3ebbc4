import type { Scan } from '../types.ts';

/** All places, however sure. */
export const totalOf = ({ certain, likely, possible, other }: Scan['found']): number =>
  certain + likely + possible + other;

/** `12 places in 7 files mention it`, without those that are most likely something else. */
export function placesIn(found: Scan['found']): string {
  const [places, files] = [totalOf(found) - found.other, found.files];
  if (places === 0) return 'no place mentions it';
  return `${String(places)} ${places === 1 ? 'place' : 'places'} in ${String(files)} ${files === 1 ? 'file' : 'files'} ${places === 1 ? 'mentions' : 'mention'} it`;
}
