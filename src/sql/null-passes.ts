import type { Node } from 'libpg-query';
import { parseOne } from './parse.ts';

/** Functions of pg_catalog that give NULL for NULL, and that people write in a CHECK. */
const STRICT = new Set(
  'lower upper length char_length octet_length btrim ltrim rtrim trim abs round floor ceil date_part extract array_length cardinality jsonb_typeof json_typeof'.split(
    ' ',
  ),
);

/**
 * Whether a CHECK surely lets a row pass in which the column is NULL: everything that it compares is NULL then, and what
 * is neither true nor false passes. `VALUE` is the column of a domain's CHECK.
 */
export function nullPasses(definition: string, column: string): boolean {
  const node = parseOne(`ALTER TABLE t ADD ${definition}`);
  const command = 'AlterTableStmt' in node ? node.AlterTableStmt.cmds?.[0] : undefined;
  const added = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  const expression = added !== undefined && 'Constraint' in added ? added.Constraint.raw_expr : undefined;
  return expression !== undefined && isNull(expression, column);
}

/** Is the expression NULL whenever the column is? */
function isNull(node: Node | undefined, column: string): boolean {
  if (node === undefined) return false;
  if ('ColumnRef' in node) {
    const field = node.ColumnRef.fields?.at(-1);
    return field !== undefined && 'String' in field && field.String.sval === column;
  }
  if ('BoolExpr' in node) return (node.BoolExpr.args ?? []).every((part) => isNull(part, column));
  if ('TypeCast' in node) return isNull(node.TypeCast.arg, column);
  if ('CollateClause' in node) return isNull(node.CollateClause.arg, column);
  if ('FuncCall' in node) {
    const name = node.FuncCall.funcname?.at(-1);
    const known = name !== undefined && 'String' in name && STRICT.has(name.String.sval ?? '');
    return known && (node.FuncCall.args ?? []).some((part) => isNull(part, column));
  }
  if (!('A_Expr' in node)) return false;
  const { kind, lexpr, rexpr } = node.A_Expr;
  switch (kind) {
    case 'AEXPR_OP':
      return isNull(lexpr, column) || isNull(rexpr, column);
    case 'AEXPR_IN':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
    case 'AEXPR_OP_ANY':
    case 'AEXPR_BETWEEN':
      return isNull(lexpr, column);
    default:
      return false;
  }
}
