import type { QualifiedName } from '../../types.ts';
import { deparseExpression } from '../deparse.ts';
import { parseExpression } from '../parse.ts';
import { tableScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

export interface ExpressionOptions {
  /** The table that the expression is stored with, when it is another one (a policy that reads the target in a sub-select). */
  readonly on?: QualifiedName;
  /** Names the object in errors. */
  readonly object?: string;
}

/**
 * The expression of a check, a default, a generated column, a policy or a publication's filter, as pg_get_expr prints it,
 * with the columns renamed. Throws CannotRename or CannotDeparse.
 */
export function renameInExpression(
  expression: string,
  table: QualifiedName,
  renames: Renames,
  options: ExpressionOptions = {},
): string {
  const object = options.object ?? 'the expression';
  // The target list's own node is wrapped so that a bare column reference is below something.
  const holder = { val: parseExpression(expression) };
  for (const rename of columnRenames(table, renames, object)) walk(holder, tableScope(rename, options.on));
  return deparseExpression(holder.val, object);
}
