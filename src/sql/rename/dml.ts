import type {
  DeleteStmt,
  InsertStmt,
  MergeStmt,
  MergeWhenClause,
  Node,
  RangeVar,
  ReturningClause,
  UpdateStmt,
} from 'libpg-query';
import { relationOf, relationsOf } from './from.ts';
import { inner, type Relation, type Scope } from './scope.ts';
import type { Visitors, Walk } from './walk.ts';

/** Statements that write, as they stand in rules, in SQL-standard function bodies and in WITH. */
export const dmlVisitors: Visitors = {
  InsertStmt: insert,
  UpdateStmt: update,
  DeleteStmt: remove,
  MergeStmt: merge,
};

function insert(statement: InsertStmt, scope: Scope, walk: Walk): void {
  const written = relationWritten(statement.relation, scope);
  walk([statement.withClause, statement.selectStmt], scope);
  renameAssigned(statement.cols, written, scope, walk);
  const level = inner(scope, [written]);
  const conflict = statement.onConflictClause;
  if (conflict !== undefined) {
    renameIndexElements(conflict.infer?.indexElems, level, walk);
    walk(conflict.infer?.whereClause, level);
    const withExcluded = inner(inner(scope, [{ alias: 'excluded', target: written.target }]), [written]);
    renameAssigned(conflict.targetList, written, withExcluded, walk);
    walk(conflict.whereClause, withExcluded);
  }
  returning(statement.returningClause, written, [written], scope, walk);
}

function update(statement: UpdateStmt, scope: Scope, walk: Walk): void {
  const written = relationWritten(statement.relation, scope);
  const level = inner(scope, [written, ...relationsOf(statement.fromClause, scope.rename)]);
  walk(statement.withClause, scope);
  walk([statement.fromClause, statement.whereClause], level);
  renameAssigned(statement.targetList, written, level, walk);
  returning(statement.returningClause, written, level.relations, scope, walk);
}

function remove(statement: DeleteStmt, scope: Scope, walk: Walk): void {
  const written = relationWritten(statement.relation, scope);
  const level = inner(scope, [written, ...relationsOf(statement.usingClause, scope.rename)]);
  walk(statement.withClause, scope);
  walk([statement.usingClause, statement.whereClause], level);
  returning(statement.returningClause, written, level.relations, scope, walk);
}

function merge(statement: MergeStmt, scope: Scope, walk: Walk): void {
  const written = relationWritten(statement.relation, scope);
  const source = statement.sourceRelation === undefined ? [] : [statement.sourceRelation];
  const level = inner(scope, [written, ...relationsOf(source, scope.rename)]);
  walk(statement.withClause, scope);
  walk([source, statement.joinCondition], level);
  for (const clause of statement.mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in clause)) continue;
    const when: MergeWhenClause = clause.MergeWhenClause;
    walk([when.condition, when.values], level);
    renameAssigned(when.targetList, written, level, walk);
  }
  returning(statement.returningClause, written, level.relations, scope, walk);
}

/** Column names of an index or a conflict target, with their expressions. */
export function renameIndexElements(elements: readonly Node[] | undefined, scope: Scope, walk: Walk): void {
  for (const element of elements ?? []) {
    if (!('IndexElem' in element)) continue;
    const { IndexElem: item } = element;
    walk(item.expr, scope);
    if (item.name === scope.rename.from && scope.relations.some((relation) => relation.target))
      item.name = scope.rename.to;
  }
}

function relationWritten(range: RangeVar | undefined, scope: Scope): Relation {
  return range === undefined ? { alias: '', target: false } : relationOf(range, scope.rename);
}

/** The left side of SET, or INSERT's column list: names of columns, never aliases of the output. */
function renameAssigned(targets: readonly Node[] | undefined, written: Relation, scope: Scope, walk: Walk): void {
  for (const target of targets ?? []) {
    if (!('ResTarget' in target)) continue;
    const { ResTarget: item } = target;
    walk([item.indirection, item.val], scope);
    if (written.target && item.name === scope.rename.from) item.name = scope.rename.to;
  }
}

/** RETURNING sees the written row also as old and new (18), or under the names that its WITH gives them. */
function returning(
  clause: ReturningClause | undefined,
  written: Relation,
  relations: readonly Relation[],
  scope: Scope,
  walk: Walk,
): void {
  if (clause === undefined) return;
  const given = (clause.options ?? []).flatMap((option) =>
    'ReturningOption' in option ? [option.ReturningOption.value ?? ''] : [],
  );
  const images = ['old', 'new', ...given].map((alias) => ({ alias, target: written.target }));
  walk(clause.exprs, inner(inner(scope, images), relations));
}
