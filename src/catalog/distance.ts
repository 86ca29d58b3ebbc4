/** How many letters must be changed, added, removed or swapped with their neighbour to make `b` of `a`. */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let older: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of from.entries()) {
    const row: number[] = [i + 1];
    for (const [j, other] of to.entries()) {
      const replaced = (above[j] ?? 0) + (letter === other ? 0 : 1);
      const swapped = letter === to[j - 1] && from[i - 1] === other ? (older[j - 1] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    older = above;
    above = row;
  }
  return above[to.length] ?? 0;
}

/** At most three of `candidates` whose names could be a slip for `wanted`, the likeliest first. */
export function closest<Candidate>(
  wanted: string,
  candidates: readonly Candidate[],
  nameOf: (candidate: Candidate) => string,
): readonly Candidate[] {
  const plain = bare(wanted);
  const limit = Math.max(1, Math.floor(plain.length / 3));
  const measured = candidates.map((candidate) => ({ candidate, slips: slips(plain, bare(nameOf(candidate))) }));
  // Nothing is as likely as the same letters in another spelling.
  const sure = measured.some((each) => each.slips === 0);
  return measured
    .filter((each) => each.slips <= (sure ? 0 : limit))
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

// One name inside the other (`users` in `app_users`, `name` in `full_name`) is a likely slip however long the rest.
function slips(wanted: string, name: string): number {
  const distance = editDistance(wanted, name);
  const inside = wanted.length >= 3 && name.length >= 3 && (name.includes(wanted) || wanted.includes(name));
  return inside ? Math.min(distance, 1) : distance;
}

// Case and underscores are what people get wrong most: createdAt, created_at.
function bare(name: string): string {
  return name.toLowerCase().replace(/[_\s-]/g, '');
}
