import type { Node, RangeSubselect, SelectStmt } from 'libpg-query';
import { outputName, stringOf } from './columns.ts';
import { relationsOf } from './from.ts';
import { inner, unqualifiedTarget, type Scope } from './scope.ts';
import type { Visitors, Walk } from './walk.ts';

/** Query levels. */
export const selectVisitors: Visitors = {
  SelectStmt: select,
  RangeSubselect: (item: RangeSubselect, scope: Scope, walk: Walk) => {
    walk(item.subquery, item.lateral === true ? scope : (scope.parent ?? scope));
  },
  // Names only: no column of a table is meant below these.
  RangeVar: () => undefined,
  LockingClause: () => undefined,
};

function select(query: SelectStmt, scope: Scope, walk: Walk): void {
  walk(query.withClause, scope);
  if (query.larg !== undefined || query.rarg !== undefined) {
    // ORDER BY of a set operation sees output names only, and those stay.
    for (const arm of [query.larg, query.rarg]) if (arm !== undefined) select(arm, scope, walk);
    walk([query.limitCount, query.limitOffset], scope);
    return;
  }
  const level = inner(scope, relationsOf(query.fromClause, scope.rename));
  const outputs = (query.targetList ?? []).map(nameOfTarget);
  walk(query.fromClause, level);
  walk([query.targetList, query.whereClause, query.groupClause, query.havingClause, query.windowClause], level);
  walk([query.valuesLists, query.limitCount, query.limitOffset], level);
  for (const item of query.distinctClause ?? []) walkOrdering(item, outputs, level, walk);
  for (const item of query.sortClause ?? [])
    walkOrdering('SortBy' in item ? item.SortBy.node : item, outputs, level, walk);
}

function nameOfTarget(target: Node): string | null {
  return 'ResTarget' in target ? (target.ResTarget.name ?? outputName(target.ResTarget.val)) : null;
}

/** ORDER BY and DISTINCT ON take a bare name for an output column first, and only then for a column of the table. */
function walkOrdering(item: Node | undefined, outputs: readonly (string | null)[], level: Scope, walk: Walk): void {
  const { from, to } = level.rename;
  const bare = item !== undefined && 'ColumnRef' in item && item.ColumnRef.fields?.length === 1 ? item.ColumnRef : null;
  if (bare === null || stringOf(bare.fields?.[0]) !== from) return walk(item, level);
  const target = outputs.includes(from) ? null : unqualifiedTarget(level);
  if (target === null) return;
  const column = { String: { sval: to } };
  bare.fields = outputs.includes(to) ? [{ String: { sval: target.alias } }, column] : [column];
}
