/** How many digits a time stamp has: a day, seconds since 1970, a day and minute, milliseconds since 1970, a date and time, or those with milliseconds. In UTC. */
export type StampWidth = 8 | 10 | 12 | 13 | 14 | 17;

const epochs: Readonly<Partial<Record<number, number>>> = { 10: 1000, 13: 1 };
const steps: Readonly<Partial<Record<StampWidth, number>>> = { 8: 86_400_000, 12: 60_000 };

/** The moment as the digits of a time-stamped migration, 14 of them unless more or less are asked for: `20250131093000`. */
export function stamp(moment: Date, width: StampWidth = 14): string {
  const unit = epochs[width];
  if (unit !== undefined) return String(Math.floor(moment.getTime() / unit));
  return moment.toISOString().replace(/\D/g, '').slice(0, width);
}

/** The width of digits that may be a time stamp; null for others. A number that begins with a zero is none. */
export function stampWidth(digits: string): StampWidth | null {
  const widths: readonly StampWidth[] = [8, 10, 12, 13, 14, 17];
  return digits.startsWith('0') ? null : (widths.find((width) => width === digits.length) ?? null);
}

/** The moment that digits of one of these widths stand for, or null when they are no date and time. */
export function parseStamp(digits: string): Date | null {
  const unit = epochs[digits.length];
  if (unit !== undefined) return new Date(Number(digits) * unit);
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(\d{3})?)?)?$/.exec(digits);
  const width = stampWidth(digits);
  if (parts === null || width === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '000'] = parts;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
  // A day such as 31 February is taken over into March by Date and would not come back the same.
  const same = !Number.isNaN(moment.getTime()) && stamp(moment, width) === digits;
  return same ? moment : null;
}

/** `count` stamps, a second apart (or what the width can tell apart), none before `now` and all after `newest`. */
export function nextStamps(newest: Date | null, now: Date, count: number, width: StampWidth = 14): string[] {
  const step = steps[width] ?? 1000;
  const first = newest === null ? now.getTime() : Math.max(now.getTime(), newest.getTime() + step);
  return Array.from({ length: count }, (_, index) => stamp(new Date(first + index * step), width));
}
