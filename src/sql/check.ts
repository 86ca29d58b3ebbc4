import { deparseExpression } from './deparse.ts';
import { parseOne } from './parse.ts';

/** The expression inside a CHECK, from the constraint's definition as pg_get_constraintdef prints it. Throws CannotDeparse. */
export function checkExpression(definition: string): string {
  const node = parseOne(`ALTER TABLE t ADD ${definition}`);
  const command = 'AlterTableStmt' in node ? node.AlterTableStmt.cmds?.[0] : undefined;
  const added = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  const expression = added !== undefined && 'Constraint' in added ? added.Constraint.raw_expr : undefined;
  if (expression === undefined) throw new Error(`not a check constraint: ${definition}`);
  return deparseExpression(expression, 'the check');
}
