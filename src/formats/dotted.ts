/** The greatest of versions such as `1.2` and `1_2_1`; null when none of them has parts. */
export function newestDotted(versions: readonly string[]): string | null {
  if (!versions.some((version) => /[._]/.test(version))) return null;
  return versions.reduce((newest, version) => (compare(version, newest) > 0 ? version : newest), '0');
}

/** The next versions: the last part goes up by one, in its width. */
export function dottedVersions(newest: string, count: number): string[] {
  const [, before = '', last = ''] = /^(.*?)(\d+)$/.exec(newest) ?? [];
  return Array.from({ length: count }, (_, index) => {
    const next = String(BigInt(last) + BigInt(index + 1));
    return `${before}${next.padStart(last.length, '0')}`;
  });
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[._]/).map((part) => BigInt(part)));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const [one, other] = [left?.[at] ?? 0n, right?.[at] ?? 0n];
    if (one !== other) return one > other ? 1 : -1;
  }
  return 0;
}
