/** How many digits a time stamp has: milliseconds since 1970, a date and time, or those with milliseconds. In UTC. */
export type StampWidth = 13 | 14 | 17;

/** The moment as the digits of a time-stamped migration, 14 of them unless more or less are asked for: `20250131093000`. */
export function stamp(moment: Date, width: StampWidth = 14): string {
  return width === 13 ? String(moment.getTime()) : moment.toISOString().replace(/\D/g, '').slice(0, width);
}

/** The moment that 13, 14 or 17 digits stand for, or null when they are no date and time. */
export function parseStamp(digits: string): Date | null {
  if (/^\d{13}$/.test(digits)) return new Date(Number(digits));
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(digits);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '000'] = parts;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}Z`);
  // A day such as 31 February is taken over into March by Date and would not come back the same.
  const same = !Number.isNaN(moment.getTime()) && stamp(moment, digits.length === 17 ? 17 : 14) === digits;
  return same ? moment : null;
}

/** `count` stamps, a second apart, none before `now` and all after `newest`. */
export function nextStamps(newest: Date | null, now: Date, count: number, width: StampWidth = 14): string[] {
  const first = newest === null ? now.getTime() : Math.max(now.getTime(), newest.getTime() + 1000);
  return Array.from({ length: count }, (_, index) => stamp(new Date(first + index * 1000), width));
}
