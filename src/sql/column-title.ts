import type { A_Expr, Node, SQLValueFunctionOp } from 'libpg-query';

/** What PostgreSQL would call the result of an expression, null when it has no idea: the name of an index is made of it. */
export const columnTitle = (node: Node): string | null => titleOf(node)?.name ?? null;

/** A weak name gives way to that of a cast or a CASE around it. */
interface Title {
  readonly name: string;
  readonly weak: boolean;
}

const strong = (name: string | undefined): Title | null => (name === undefined ? null : { name, weak: false });

/** FigureColnameInternal of parse_target.c, for what may stand in an index. */
function titleOf(node: Node | undefined): Title | null {
  if (node === undefined) return null;
  if ('ColumnRef' in node) return strong(lastName(node.ColumnRef.fields));
  if ('A_Indirection' in node)
    return strong(lastName(node.A_Indirection.indirection)) ?? titleOf(node.A_Indirection.arg);
  if ('FuncCall' in node) return strong(lastName(node.FuncCall.funcname));
  if ('A_Expr' in node) return strong(ofOperator(node.A_Expr));
  if ('TypeCast' in node) return unlessStrong(node.TypeCast.arg, lastName(node.TypeCast.typeName?.names));
  if ('CollateClause' in node) return titleOf(node.CollateClause.arg);
  if ('CaseExpr' in node) return unlessStrong(node.CaseExpr.defresult, 'case');
  if ('A_ArrayExpr' in node) return strong('array');
  if ('RowExpr' in node) return strong('row');
  if ('CoalesceExpr' in node) return strong('coalesce');
  if ('MinMaxExpr' in node) return strong(node.MinMaxExpr.op === 'IS_GREATEST' ? 'greatest' : 'least');
  if ('SQLValueFunction' in node) return strong(ofValue(node.SQLValueFunction.op));
  return null;
}

function unlessStrong(inside: Node | undefined, name: string | undefined): Title | null {
  const found = titleOf(inside);
  return found?.weak === false || name === undefined ? found : { name, weak: true };
}

const ofOperator = ({ kind }: A_Expr): string | undefined => (kind === 'AEXPR_NULLIF' ? 'nullif' : undefined);

const ofValue = (op: SQLValueFunctionOp | undefined): string | undefined =>
  op
    ?.replace(/^SVFOP_/, '')
    .replace(/_N$/, '')
    .toLowerCase();

function lastName(names: readonly Node[] | undefined): string | undefined {
  const strings = (names ?? []).flatMap((part) => ('String' in part ? [part.String.sval ?? ''] : []));
  return strings.at(-1);
}
