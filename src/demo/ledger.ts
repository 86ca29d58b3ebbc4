/** A row as the two codes must find it, whoever wrote it. */
export interface Entry {
  readonly email: string;
  readonly name: string;
}

/** What a code finds: the id, and null where its column is empty. */
export type Found = readonly [id: number, email: string, name: string | null];

/** How what was found differs from what was written. */
export interface Comparison {
  readonly rows: number;
  /** Not filled yet; only rows that nobody wrote since the second column came may be. */
  readonly empty: number;
  /** Lost or changed: rows that are missing, that should be gone, or that hold another value. */
  readonly wrong: number;
}

/** What was written, kept outside the database. Every claim of the demo is a comparison with it. */
export interface Ledger {
  /** How many writes each code made; the database accepted all of them. */
  readonly writes: { old: number; new: number };
  entry(id: number): Entry | undefined;
  /** Rows as they were before the first write: they count as written by nobody. */
  begin(rows: readonly Found[]): void;
  /** From now on there is a second column, empty in every row until somebody writes the row. */
  columnAdded(): void;
  wrote(code: 'old' | 'new', id: number, entry: Entry | null): void;
  /** A row that nobody has written yet, spread over the whole table. */
  fresh(): number;
  /** The newest rows that a code wrote and that still exist. */
  latest(code: 'old' | 'new', count: number): number[];
  /** Live rows that somebody wrote. */
  touched(): number;
  compare(found: readonly Found[]): Comparison;
}

// Prime, so that its multiples visit every row of the table once.
const STRIDE = 7919;

/** An empty ledger. */
export function ledger(): Ledger {
  const rows = new Map<number, Entry>();
  const writer = new Map<number, 'old' | 'new'>();
  let unfilled = new Set<number>();
  const writes = { old: 0, new: 0 };
  let size = 0;
  let step = 0;
  return {
    writes,
    entry: (id) => rows.get(id),
    begin(found) {
      for (const [id, email, name] of found) rows.set(id, { email, name: name ?? '' });
      size = rows.size;
    },
    columnAdded() {
      unfilled = new Set(rows.keys());
    },
    wrote(code, id, entry) {
      writes[code] += 1;
      unfilled.delete(id);
      // To the end of the map: its order is the order of the writes.
      writer.delete(id);
      if (entry === null) {
        rows.delete(id);
      } else {
        rows.set(id, entry);
        writer.set(id, code);
      }
    },
    fresh() {
      step += 1;
      return ((step * STRIDE) % size) + 1;
    },
    latest: (code, count) => [...writer].flatMap(([id, by]) => (by === code ? [id] : [])).slice(-count),
    touched: () => writer.size,
    compare(found) {
      let [empty, wrong] = [0, 0];
      const seen = new Set<number>();
      for (const [id, email, name] of found) {
        const entry = rows.get(id);
        seen.add(id);
        if (name === null && unfilled.has(id)) empty += 1;
        else if (entry === undefined || entry.email !== email || entry.name !== name) wrong += 1;
      }
      for (const id of rows.keys()) if (!seen.has(id)) wrong += 1;
      return { rows: found.length, empty, wrong };
    },
  };
}
