import type { DeleteStmt, InsertStmt, MergeStmt, Node, RangeVar, SelectStmt, UpdateStmt } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { union, unchanged, type Rules } from './rule.ts';
import {
  isSystem,
  locking,
  NOTHING,
  relationsRead,
  relationText,
  type Observation,
  type SchemaState,
} from './state.ts';

/** Queries and writes. */
export const dmlRules: Rules = {
  SelectStmt: (node: SelectStmt, state: SchemaState) => seen({ SelectStmt: node }, state),
  InsertStmt: (node: InsertStmt, state: SchemaState) => seen({ InsertStmt: node }, state),
  UpdateStmt: (node: UpdateStmt, state: SchemaState) => seen({ UpdateStmt: node }, state),
  DeleteStmt: (node: DeleteStmt, state: SchemaState) => seen({ DeleteStmt: node }, state),
  MergeStmt: (node: MergeStmt, state: SchemaState) => seen({ MergeStmt: node }, state),
};

function seen(node: Node, state: SchemaState): Observation {
  const [statement] = Object.values(node) as [object];
  const reads = relationsRead(statement);
  // Most of what a block asks, it asks the system catalogs. (The target of a write is not among what is read.)
  if (reads.length === 0 && 'SelectStmt' in node && node.SelectStmt.withClause === undefined) {
    return unchanged(state, NOTHING);
  }
  const through = state.views.filter((view) => reads.includes(view.name)).flatMap((view) => view.reads);
  return unchanged(state, union([locking([...reads, ...through], 'ACCESS SHARE'), ...levels(node, state)]));
}

/** What each query level adds to reading: locks of writes and of FOR UPDATE, and whole tables read. */
function levels(value: unknown, state: SchemaState): Facts[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => levels(item, state));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const below = levels(child, state);
    const level = levelFacts[key];
    return level === undefined || typeof child !== 'object' || child === null
      ? below
      : [level(child as never, state), ...below];
  });
}

const select = (node: SelectStmt, state: SchemaState): Facts => {
  const relations = rangesOf(node.fromClause);
  const locked = node.lockingClause === undefined ? [] : relations.map(relationText);
  // LIMIT without conditions or order stops at the first rows.
  const first = node.limitCount !== undefined && !node.whereClause && !node.sortClause && !node.groupClause;
  const theirs = relations.filter((relation) => !state.made.includes(relationText(relation)));
  const whole = theirs.length > 0 && !first && !findsRows([node.whereClause, joinConditions(node.fromClause)], state);
  return locking(locked, 'ROW SHARE', { scans: whole });
};

const levelFacts: Readonly<Record<string, (node: never, state: SchemaState) => Facts>> = {
  SelectStmt: select,
  larg: select,
  rarg: select,
  InsertStmt: (node: InsertStmt) => writing(node.relation),
  UpdateStmt: (node: UpdateStmt, state: SchemaState) =>
    writing(node.relation, { scans: !findsRows(node.whereClause, state) }),
  DeleteStmt: (node: DeleteStmt, state: SchemaState) =>
    writing(node.relation, { scans: !findsRows(node.whereClause, state), destroys: true }),
  MergeStmt: (node: MergeStmt, state: SchemaState) =>
    writing(node.relation, {
      scans: !findsRows(node.joinCondition, state),
      destroys: JSON.stringify(node.mergeWhenClauses ?? []).includes('CMD_DELETE'),
    }),
};

function writing(relation: RangeVar | undefined, more: Partial<Facts> = {}): Facts {
  return isSystem(relation?.schemaname) ? NOTHING : locking([relationText(relation)], 'ROW EXCLUSIVE', more);
}

/** The relations of this level that traffic uses; sub-selects are levels of their own, and a name without a schema is a CTE. */
function rangesOf(items: readonly Node[] | undefined): RangeVar[] {
  return (items ?? []).flatMap((item) => {
    if ('JoinExpr' in item)
      return rangesOf([item.JoinExpr.larg, item.JoinExpr.rarg].filter((side) => side !== undefined));
    if ('RangeTableSample' in item)
      return rangesOf(item.RangeTableSample.relation === undefined ? [] : [item.RangeTableSample.relation]);
    return 'RangeVar' in item && item.RangeVar.schemaname !== undefined && !isSystem(item.RangeVar.schemaname)
      ? [item.RangeVar]
      : [];
  });
}

function joinConditions(items: readonly Node[] | undefined): Node[] {
  return (items ?? []).flatMap((item) =>
    'JoinExpr' in item && item.JoinExpr.quals !== undefined ? [item.JoinExpr.quals] : [],
  );
}

/** Does a condition name rows by ctid or by a whole key, so that no scan is needed? */
function findsRows(condition: unknown, state: SchemaState): boolean {
  const compared = comparedColumns(condition);
  if (compared.includes('ctid')) return true;
  return state.keys.some((key) => key.every((column) => compared.includes(column)));
}

/** Columns compared with something in ANDed conditions: ctid in any way, others by equality. */
function comparedColumns(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(comparedColumns);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Node;
  if ('BoolExpr' in node) return node.BoolExpr.boolop === 'AND_EXPR' ? comparedColumns(node.BoolExpr.args) : [];
  if (!('A_Expr' in node)) return [];
  const { lexpr, rexpr, name, kind } = node.A_Expr;
  const operator = name?.at(-1);
  const equals =
    operator !== undefined &&
    'String' in operator &&
    operator.String.sval === '=' &&
    (kind === 'AEXPR_OP' || kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_IN');
  // Two columns of one row find no row.
  if (JSON.stringify(qualifier(lexpr)) === JSON.stringify(qualifier(rexpr))) return [];
  const sides = [lexpr, rexpr].flatMap((side) => {
    const field = side !== undefined && 'ColumnRef' in side ? side.ColumnRef.fields?.at(-1) : undefined;
    return field !== undefined && 'String' in field ? [field.String.sval ?? ''] : [];
  });
  return sides.filter((column) => equals || column === 'ctid');
}

/** What stands before a column's name; null for what is no column. */
function qualifier(node: Node | undefined): unknown {
  return node !== undefined && 'ColumnRef' in node ? (node.ColumnRef.fields ?? []).slice(0, -1) : { value: node };
}
