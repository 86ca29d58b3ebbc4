/** Calls `visit` with every object of a parse tree, outermost first. */
export function eachNode(tree: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(tree)) {
    for (const child of tree) eachNode(child, visit);
  } else if (isRecord(tree)) {
    visit(tree);
    for (const child of Object.values(tree)) eachNode(child, visit);
  }
}

/** The parts of a dotted name, as a tree holds them: `[{ String: { sval } }, ...]`. */
export function nameParts(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const text = isRecord(item) && isRecord(item['String']) ? item['String']['sval'] : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
