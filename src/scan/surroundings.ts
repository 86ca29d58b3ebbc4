/** Tells what a place in a file belongs to: whether what is around it names the table or its model. */
export interface Surroundings {
  readonly namesTable: (at: number) => boolean;
}

const DECLARATION = new RegExp(
  [
    String.raw`^[ \t]*(?:(?:export|default|abstract|public|private|data|sealed|pub(?:\(\w+\))?|final|open|static|partial)\s+)*(?:class|model|struct|type|interface|record|defmodule|enum|message|input|entity|trait|module|impl)\s+[A-Z]`,
    String.raw`\b\w+\s*=\s*(?:\w+\.)*(?:pgTable|mysqlTable|sqliteTable|define|defineEntity|EntitySchema|Table)\(`,
    String.raw`\bcreate_table\b`,
  ].join('|'),
  'gm',
);

/**
 * Looks at the declaration (a class, a model, a table) that a place stands in, up to the next one; at the whole file and
 * its path where there is none before it.
 */
export function surroundingsOf(path: string, text: string, table: RegExp): Surroundings {
  const starts = [...text.matchAll(DECLARATION)].map(({ index }) => index);
  const known = new Map<number, boolean>();
  const whole = (): boolean => table.test(path) || table.test(text);
  return {
    namesTable: (at) => {
      const block = lastUpTo(starts, at);
      const told =
        known.get(block) ??
        // What stands before a declaration on its own belongs to it: decorators, annotations, comments.
        (block === -1 ? whole() : table.test(text.slice(decorated(text, starts[block] ?? 0), starts[block + 1])));
      known.set(block, told);
      return told;
    },
  };
}

/** The place of the last number that is not above `at`; -1 when all are. */
export function lastUpTo(numbers: readonly number[], at: number): number {
  let [low, high] = [-1, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

function decorated(text: string, start: number): number {
  let from = start;
  for (;;) {
    const line = text.lastIndexOf('\n', from - 2) + 1;
    if (from === 0 || !/^[ \t]*[@#[/*]/.test(text.slice(line, from))) return from;
    from = line;
  }
}
