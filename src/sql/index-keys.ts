import { deparseExpression } from './deparse.ts';
import { parseOne } from './parse.ts';

/** One key of an index: a column of the table, or an expression over its columns. */
export type IndexKey = { readonly column: string } | { readonly expression: string };

/** The keys of what pg_get_indexdef printed, in order; INCLUDE columns are none. Throws CannotDeparse. */
export function indexKeys(definition: string): IndexKey[] {
  const node = parseOne(definition);
  if (!('IndexStmt' in node)) throw new Error(`not the definition of an index: ${definition}`);
  return (node.IndexStmt.indexParams ?? []).map((param): IndexKey => {
    const element = 'IndexElem' in param ? param.IndexElem : undefined;
    if (element?.name !== undefined) return { column: element.name };
    if (element?.expr === undefined) throw new Error(`a key that is neither column nor expression: ${definition}`);
    return { expression: deparseExpression(element.expr, 'the key of an index') };
  });
}
