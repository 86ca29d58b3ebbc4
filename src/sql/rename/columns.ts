import type { A_Indirection, ColumnRef, Node, ResTarget } from 'libpg-query';
import { CannotRename, relationNamed, unqualifiedTarget, type Scope } from './scope.ts';
import type { Visitors, Walk } from './walk.ts';

/** References to columns, and what gives an output column its name. */
export const columnVisitors: Visitors = {
  ColumnRef: (ref: ColumnRef, scope: Scope) => {
    if (meansColumn(ref, scope))
      ref.fields = [...(ref.fields ?? []).slice(0, -1), { String: { sval: scope.rename.to } }];
  },
  A_Indirection: renameField,
  ResTarget: (target: ResTarget, scope: Scope, walk: Walk) => {
    const before = outputName(target.val);
    walk(target.indirection, scope);
    walk(target.val, scope);
    // What reads this list (a view's users, an outer level, XMLFOREST) keeps seeing the old name.
    if (target.name === undefined && before !== null && outputName(target.val) !== before) target.name = before;
  },
};

/** The text of a String node, or null. */
export function stringOf(node: Node | undefined): string | null {
  return node !== undefined && 'String' in node ? (node.String.sval ?? '') : null;
}

/** The name that PostgreSQL gives to an unnamed output column (FigureColname), as far as it depends on a column; null otherwise. */
export function outputName(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('ColumnRef' in node) return stringOf(node.ColumnRef.fields?.at(-1));
  if ('TypeCast' in node) return outputName(node.TypeCast.arg);
  if ('CollateClause' in node) return outputName(node.CollateClause.arg);
  if ('CaseExpr' in node) return outputName(node.CaseExpr.defresult);
  if ('A_Indirection' in node) {
    const field = node.A_Indirection.indirection?.findLast((item) => 'String' in item);
    return field === undefined ? outputName(node.A_Indirection.arg) : stringOf(field);
  }
  return null;
}

function meansColumn(ref: ColumnRef, scope: Scope): boolean {
  const { rename } = scope;
  const names = (ref.fields ?? []).map(stringOf);
  if (names.at(-1) !== rename.from) return false;
  if (names.length === 1) return unqualifiedTarget(scope) !== null;
  const [schema, qualifier] = names.length === 2 ? [rename.table.schema, names[0]] : [names[0], names[1]];
  return (
    schema === rename.table.schema && typeof qualifier === 'string' && relationNamed(scope, qualifier)?.target === true
  );
}

/** `(users.*).full_name`: a field of the whole row, as PostgreSQL prints it. */
function renameField(node: A_Indirection, scope: Scope, walk: Walk): void {
  walk(node.arg, scope);
  const [first, ...rest] = node.indirection ?? [];
  walk(node.indirection, scope);
  if (first === undefined || stringOf(first) !== scope.rename.from) return;
  const relation = wholeRow(node.arg, scope);
  if (relation === null) {
    throw new CannotRename(
      scope.rename.object,
      `it takes the field "${scope.rename.from}" of a value whose row type is not known here`,
    );
  }
  if (relation.target) node.indirection = [{ String: { sval: scope.rename.to } }, ...rest];
}

function wholeRow(arg: Node | undefined, scope: Scope): { target: boolean } | null {
  if (arg === undefined || !('ColumnRef' in arg)) return null;
  const [alias, star, ...more] = arg.ColumnRef.fields ?? [];
  const name = stringOf(alias);
  if (name === null || more.length > 0 || (star !== undefined && !('A_Star' in star))) return null;
  return relationNamed(scope, name);
}
