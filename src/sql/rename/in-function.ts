import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { emptyScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

/**
 * The `CREATE FUNCTION` of pg_get_functiondef with the columns renamed in its SQL-standard body (RETURN or BEGIN ATOMIC). A parameter of
 * the column's name is left alone: PostgreSQL prints it bare only where no table is in sight, and after the function's name otherwise.
 * Throws CannotRename or CannotDeparse.
 */
export function renameInAtomicFunction(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  columns?: readonly string[],
  object = 'the function',
): string {
  const node = parseOne(definition);
  if (!('CreateFunctionStmt' in node)) throw new Error('not the definition of a function');
  const body = node.CreateFunctionStmt.sql_body;
  for (const rename of columnRenames(table, renames, object, columns)) walk({ body }, emptyScope(rename));
  return deparse(node, object);
}
