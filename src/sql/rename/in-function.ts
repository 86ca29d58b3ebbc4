import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { emptyScope } from './relations.ts';
import { walk } from './walk.ts';

/**
 * The `CREATE FUNCTION` of pg_get_functiondef with the column renamed in its SQL-standard body (RETURN or BEGIN ATOMIC). A parameter of
 * the column's name is left alone: PostgreSQL prints it bare only where no table is in sight, and after the function's name otherwise.
 * Throws CannotRename or CannotDeparse.
 */
export function renameInAtomicFunction(
  definition: string,
  table: QualifiedName,
  from: string,
  to: string,
  columns?: readonly string[],
  object = 'the function',
): string {
  const node = parseOne(definition);
  if (!('CreateFunctionStmt' in node)) throw new Error('not the definition of a function');
  const body = node.CreateFunctionStmt.sql_body;
  walk({ body }, emptyScope({ table, from, to, object, ...(columns === undefined ? {} : { columns }) }));
  return deparse(node, object);
}
