/**
 * The numbers that say when a migration comes, by what its tool notes of it: those that it begins with (`1.5`, `2026_09_01_120000_add_x`),
 * else the time stamp in its name (`AddEmail1764000000000`). Null when it has none: names alone tell nothing of the order.
 */
function numbersOf(version: string): readonly bigint[] | null {
  const leading = /^\d+(?:[._]\d+(?![A-Za-z\d]))*/.exec(version)?.[0];
  const numbers = leading ?? /(?<!\d)\d{13,14}(?!\d)/.exec(version)?.[0];
  return numbers?.split(/[._]/).map(BigInt) ?? null;
}

/** The first of some rows of a tool's history that comes after all files that are there and is none of them; undefined when there is none. */
export function newerThanAll(rows: readonly string[], own: readonly string[]): string | undefined {
  const known = new Set(own);
  const newest = own
    .flatMap((version) => {
      const numbers = numbersOf(version);
      return numbers === null ? [] : [numbers];
    })
    .reduce((most, each) => (isAfter(each, most) ? each : most), []);
  return rows.find((row) => !known.has(row) && isAfter(numbersOf(row) ?? [], newest));
}

/** Part by part; what one of them does not have is 0. */
function isAfter(one: readonly bigint[], other: readonly bigint[]): boolean {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [a, b] = [one[at] ?? 0n, other[at] ?? 0n];
    if (a !== b) return a > b;
  }
  return false;
}
