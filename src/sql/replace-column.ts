import type { ColumnRef, Node } from 'libpg-query';

const nameOf = (ref: ColumnRef): string | null => {
  const last = ref.fields?.at(-1);
  return last !== undefined && 'String' in last ? (last.String.sval ?? '') : null;
};

/** A copy of an expression over one table with other nodes in the place of its columns. */
export function replaceColumn(node: Node, by: (name: string) => Node): Node {
  return copied(node, by) as Node;
}

function copied(value: unknown, by: (name: string) => Node): unknown {
  if (Array.isArray(value)) return value.map((item) => copied(item, by));
  if (typeof value !== 'object' || value === null) return value;
  if ('ColumnRef' in value) {
    const name = nameOf(value.ColumnRef as ColumnRef);
    return name === null ? value : by(name);
  }
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, copied(child, by)]));
}
