import type { Alias, JoinExpr, Node, RangeVar } from 'libpg-query';
import { stringOf } from './columns.ts';
import { CannotRename, type ColumnRename, type Relation } from './scope.ts';

/** Is this the renamed column's table? Definitions are qualified, so a name without a schema is a CTE or a transition table. */
export function isTarget(range: RangeVar | undefined, rename: ColumnRename): boolean {
  return range?.schemaname === rename.table.schema && range.relname === rename.table.name;
}

/**
 * The relations that FROM items make visible. Where the column's name is part of the shape (alias lists, JOIN USING), the item is
 * changed in place so that the column keeps its old name at this level. Throws CannotRename when that cannot be said.
 */
export function relationsOf(items: readonly Node[] | undefined, rename: ColumnRename): Relation[] {
  return (items ?? []).flatMap((item) => relationsOfItem(item, rename));
}

/** The relation that a RangeVar makes visible; changes its alias list when that names the column. */
export function relationOf(range: RangeVar, rename: ColumnRename): Relation {
  const alias = range.alias?.aliasname ?? range.relname ?? '';
  if (!isTarget(range, rename)) return { alias, target: false };
  const named = range.alias?.colnames?.length ?? 0;
  if (named === 0) return { alias, target: true };
  // After the drop a stored list counts other positions.
  if (rename.columns?.includes(rename.from) !== true)
    throw new CannotRename(rename.object, 'it gives the columns of the table other names by position');
  if (rename.columns.indexOf(rename.from) >= named) return { alias, target: true };
  // A stored list cannot reach a column that is only about to be added: one that does was made for a join around this item.
  if (named <= rename.columns.indexOf(rename.to)) keepOldName(range, rename);
  return { alias, target: false };
}

function relationsOfItem(item: Node, rename: ColumnRename): Relation[] {
  if ('RangeVar' in item) return [relationOf(item.RangeVar, rename)];
  if ('JoinExpr' in item) return relationsOfJoin(item.JoinExpr, rename);
  if ('RangeTableSample' in item)
    return relationsOf(item.RangeTableSample.relation ? [item.RangeTableSample.relation] : [], rename);
  if ('RangeSubselect' in item) return [other(item.RangeSubselect.alias)];
  if ('RangeFunction' in item) return [other(item.RangeFunction.alias)];
  if ('RangeTableFunc' in item) return [other(item.RangeTableFunc.alias)];
  if ('JsonTable' in item) return [other(item.JsonTable.alias)];
  throw new CannotRename(rename.object, `its FROM clause holds ${Object.keys(item).join()}`);
}

function relationsOfJoin(join: JoinExpr, rename: ColumnRename): Relation[] {
  const sides = [join.larg, join.rarg].filter((side) => side !== undefined);
  const targets = sides.flatMap(rangesOf).filter((range) => isTarget(range, rename));
  const merged = join.usingClause?.some((column) => stringOf(column) === rename.from) === true;
  if (targets.length > 0 && (join.isNatural || (join.alias?.colnames?.length ?? 0) > 0)) {
    throw new CannotRename(rename.object, 'it joins the table by the position or the equality of its column names');
  }
  if (merged || join.alias !== undefined) {
    for (const range of targets) if (!range.alias?.colnames) keepOldName(range, rename);
  }
  const visible = relationsOf(sides, rename);
  const using = join.join_using_alias === undefined ? [] : [other(join.join_using_alias)];
  return join.alias === undefined ? [...visible, ...using] : [other(join.alias)];
}

function rangesOf(item: Node): RangeVar[] {
  if ('RangeVar' in item) return [item.RangeVar];
  if ('RangeTableSample' in item) return item.RangeTableSample.relation ? rangesOf(item.RangeTableSample.relation) : [];
  if ('JoinExpr' in item)
    return [item.JoinExpr.larg, item.JoinExpr.rarg].flatMap((side) => (side === undefined ? [] : rangesOf(side)));
  return [];
}

function other(alias: Alias | undefined): Relation {
  return { alias: alias?.aliasname ?? '', target: false };
}

/** `users` becomes `users users(id, old_column, email, full_name)`: the new column under the old one's name. */
function keepOldName(range: RangeVar, rename: ColumnRename): void {
  const { columns, from, to } = rename;
  const [old, now] = [columns?.indexOf(from) ?? -1, columns?.indexOf(to) ?? -1];
  if (columns === undefined || old < 0 || now < 0) {
    throw new CannotRename(
      rename.object,
      `it joins or aliases by the name "${from}", and the columns of the table are not known`,
    );
  }
  const given = (range.alias?.colnames ?? []).map((name) => stringOf(name) ?? '');
  const names = columns.map((name, position) => given[position] ?? name);
  names[now] = names[old] ?? from;
  names[old] = unused('old_column', names);
  const colnames = names.slice(0, Math.max(now + 1, given.length)).map((sval) => ({ String: { sval } }));
  range.alias = { aliasname: range.alias?.aliasname ?? range.relname ?? '', colnames };
}

function unused(name: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}_${n}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
