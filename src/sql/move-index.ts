import type { QualifiedName } from '../types.ts';
import { deparse } from './deparse.ts';
import { parseOne } from './parse.ts';

/** The `CREATE INDEX` of pg_get_indexdef for another relation of the same shape. Throws CannotDeparse. */
export function moveIndex(definition: string, to: QualifiedName): string {
  const node = parseOne(definition);
  if (!('IndexStmt' in node) || node.IndexStmt.relation === undefined)
    throw new Error(`not the definition of an index: ${definition}`);
  node.IndexStmt.relation.schemaname = to.schema;
  node.IndexStmt.relation.relname = to.name;
  return deparse(node, `index "${node.IndexStmt.idxname ?? ''}"`);
}
