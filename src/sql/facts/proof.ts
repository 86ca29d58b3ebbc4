import type { Node } from 'libpg-query';
import { parseOne } from '../parse.ts';

/** Columns whose `IS NOT NULL` stands among the ANDed conditions of a CHECK, which is what PostgreSQL's SET NOT NULL looks for. */
export function provenNotNull(definition: string): string[] {
  const node = parseOne(`ALTER TABLE x ADD CONSTRAINT y ${definition}`);
  const command = 'AlterTableStmt' in node ? node.AlterTableStmt.cmds?.[0] : undefined;
  const def = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  return def !== undefined && 'Constraint' in def ? notNullConjuncts(def.Constraint.raw_expr) : [];
}

/** The same for the tree of the condition. */
export function notNullConjuncts(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).flatMap(notNullConjuncts);
  if (!('NullTest' in node) || node.NullTest.nulltesttype !== 'IS_NOT_NULL') return [];
  const { arg } = node.NullTest;
  const field =
    arg !== undefined && 'ColumnRef' in arg && arg.ColumnRef.fields?.length === 1 ? arg.ColumnRef.fields[0] : undefined;
  return field !== undefined && 'String' in field ? [field.String.sval ?? ''] : [];
}
