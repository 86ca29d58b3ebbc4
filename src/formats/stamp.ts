/** The moment as the 14 digits of a time-stamped migration, in UTC: `20250131093000`. */
export function stamp(moment: Date): string {
  return moment.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The moment that 14 digits stand for, or null when they are no date and time. */
export function parseStamp(digits: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day such as 31 February is taken over into March by Date and would not come back the same.
  return Number.isNaN(moment.getTime()) || stamp(moment) !== digits ? null : moment;
}

/** `count` stamps, a second apart, none before `now` and all after `newest`. */
export function nextStamps(newest: Date | null, now: Date, count: number): string[] {
  const first = newest === null ? now.getTime() : Math.max(now.getTime(), newest.getTime() + 1000);
  return Array.from({ length: count }, (_, index) => stamp(new Date(first + index * 1000)));
}
