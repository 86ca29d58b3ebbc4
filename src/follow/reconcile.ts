/** Objects of one kind in a catalog: how they are called, and whether the plan's own statements made or changed one. */
export interface Collection<T> {
  readonly key: (item: T) => string;
  readonly own: (item: T) => boolean;
  /** The plan alone has made the second of the first, which was there before. */
  readonly same?: (before: T, now: T) => boolean;
}

/**
 * The items of a list as they would be without the plan: what it made is left out, what it changed or dropped is as it was, and all else
 * is as it is now. Those that were there come first, in their old order.
 */
export function reconciled<T>(now: readonly T[], before: readonly T[], { key, own, same }: Collection<T>): T[] {
  const nowBy = new Map(now.map((item) => [key(item), item]));
  const known = new Set(before.map(key));
  const stayed = before.flatMap((item) => {
    if (own(item)) return [item];
    const present = nowBy.get(key(item));
    if (present === undefined) return [];
    return [same?.(item, present) === true ? item : present];
  });
  return [...stayed, ...now.filter((item) => !known.has(key(item)) && !own(item))];
}

/** What became of an item that is not the plan's own. */
export interface Difference {
  /** Such as `index public.users_email_idx`. */
  readonly name: string;
  readonly how: 'added' | 'dropped' | 'changed';
}

/** What differs between two lists, by name. */
export function differing<T>(
  kind: string,
  now: readonly T[],
  before: readonly T[],
  key: (item: T) => string,
  same: (one: T, other: T) => boolean = alike,
): Difference[] {
  const nowBy = new Map(now.map((item) => [key(item), item]));
  const known = new Set(before.map(key));
  return [
    ...before.flatMap((item): Difference[] => {
      const present = nowBy.get(key(item));
      if (present === undefined) return [{ name: `${kind} ${key(item)}`, how: 'dropped' }];
      return same(item, present) ? [] : [{ name: `${kind} ${key(item)}`, how: 'changed' }];
    }),
    ...now
      .filter((item) => !known.has(key(item)))
      .map((item): Difference => ({ name: `${kind} ${key(item)}`, how: 'added' })),
  ];
}

/** Whether two values have the same JSON. */
export function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
