import type { ColumnRef, CopyStmt, InsertStmt, Node, RangeVar, ReturningClause, SelectStmt } from 'libpg-query';
import type { Certainty } from '../types.ts';
import {
  isQuery,
  type Level,
  originOf,
  OUTSIDE,
  sureOf,
  sureOfColumn,
  textOf,
  type Visible,
  visibleFrom,
  visibleRange,
} from './sql-scope.ts';
import type { Wanted, WantedName } from './wanted.ts';

/** A place in a statement that means a wanted name, or may. */
export interface Use {
  readonly name: string;
  readonly access: 'read' | 'write';
  readonly certainty: Certainty;
  /** Where the reference begins, with what stands before its last dot: in bytes of the parsed text. */
  readonly location: number;
}

interface Search {
  readonly wanted: Wanted;
  readonly uses: Use[];
}

/** Everything in a tree that means a wanted name, in no order. */
export function usesIn(tree: unknown, wanted: Wanted): Use[] {
  const search: Search = { wanted, uses: [] };
  walk(tree, OUTSIDE, search);
  return search.uses;
}

const wantedName = ({ wanted }: Search, name: string | null, is: WantedName['is']): boolean =>
  wanted.names.some((each) => each.is === is && each.name === name);

type Visit = (node: never, level: Level, search: Search) => void;

const VISITS: Readonly<Record<string, Visit>> = {
  SelectStmt: select,
  InsertStmt: insert,
  UpdateStmt: (node: Written, level: Level, search: Search) => write(node, 'fromClause', level, search),
  DeleteStmt: (node: Written, level: Level, search: Search) => write(node, 'usingClause', level, search),
  MergeStmt: (node: Written, level: Level, search: Search) => write(node, 'sourceRelation', level, search),
  CopyStmt: copy,
  ColumnRef: column,
  RangeVar: (node: RangeVar, level: Level, search: Search) => relation(node, 'read', level, search),
  RangeSubselect: (node: { readonly lateral?: boolean; readonly subquery?: Node }, level: Level, search: Search) =>
    walk(node.subquery, node.lateral === true ? level : (level.parent ?? level), search),
  FuncCall: (node: { readonly funcname?: Node[]; readonly location?: number }, level: Level, search: Search) => {
    const name = textOf(node.funcname?.at(-1));
    if (name !== null && wantedName(search, name, 'function'))
      search.uses.push({ name, access: 'read', certainty: 'likely', location: node.location ?? 0 });
    walk({ ...node, funcname: undefined }, level, search);
  },
  TruncateStmt: (node: { readonly relations?: Node[] }, level: Level, search: Search) => {
    for (const each of node.relations ?? []) if ('RangeVar' in each) relation(each.RangeVar, 'write', level, search);
  },
};

function walk(value: unknown, level: Level, search: Search): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, level, search);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const visit = VISITS[key];
    if (visit === undefined) walk(child, level, search);
    else visit(child as never, level, search);
  }
}

/** The names of a WITH, and the level that knows them. */
function withQueries(clause: { readonly ctes?: readonly Node[] } | undefined, level: Level): Level {
  const queries = (clause?.ctes ?? []).flatMap((cte) =>
    'CommonTableExpr' in cte ? [cte.CommonTableExpr.ctename ?? ''] : [],
  );
  return queries.length === 0 ? level : { visible: [], queries, parent: level };
}

const below = (parent: Level, visible: readonly Visible[]): Level => ({ visible, queries: [], parent });

function select(query: SelectStmt, outer: Level, search: Search): void {
  const level = withQueries(query.withClause, outer);
  walk(query.withClause, level, search);
  for (const arm of [query.larg, query.rarg]) if (arm !== undefined) select(arm, level, search);
  const own = below(level, visibleFrom(query.fromClause, search.wanted, level));
  const { withClause: _, larg: _larg, rarg: _rarg, ...clauses } = query;
  walk(clauses, own, search);
}

/** UPDATE, DELETE and MERGE: what they write, and what else they see. */
interface Written {
  readonly relation?: RangeVar;
  readonly withClause?: { readonly ctes?: readonly Node[] };
  readonly fromClause?: readonly Node[];
  readonly usingClause?: readonly Node[];
  readonly sourceRelation?: Node;
  readonly targetList?: readonly Node[];
  readonly mergeWhenClauses?: readonly Node[];
  readonly returningClause?: ReturningClause;
}

function write(
  statement: Written,
  from: 'fromClause' | 'usingClause' | 'sourceRelation',
  outer: Level,
  search: Search,
): void {
  const level = withQueries(statement.withClause, outer);
  const range = statement.relation;
  if (range === undefined) return;
  relation(range, 'write', level, search);
  const items = statement[from];
  const others = visibleFrom(
    Array.isArray(items) ? (items as Node[]) : [items as Node | undefined],
    search.wanted,
    level,
  );
  const written = visibleRange(range, search.wanted, level);
  const images = ['old', 'new'].map((alias) => ({ alias, origin: written.origin }));
  const own = below(below(level, images), [written, ...others]);
  const { relation: _, withClause, targetList, mergeWhenClauses, ...rest } = statement;
  walk(withClause, level, search);
  walk(rest, own, search);
  assigned(targetList, range, own, search);
  for (const clause of mergeWhenClauses ?? []) {
    if (!('MergeWhenClause' in clause)) continue;
    const { targetList: targets, ...when } = clause.MergeWhenClause;
    walk(when, own, search);
    assigned(targets, range, own, search);
  }
}

function insert(statement: InsertStmt, outer: Level, search: Search): void {
  const level = withQueries(statement.withClause, outer);
  const { relation: range, withClause, cols, selectStmt, onConflictClause, returningClause } = statement;
  if (range === undefined) return;
  relation(range, 'write', level, search);
  walk([withClause, selectStmt], level, search);
  assigned(cols, range, level, search);
  const written = visibleRange(range, search.wanted, level);
  const images = ['excluded', 'old', 'new'].map((alias) => ({ alias, origin: written.origin }));
  const own = below(below(level, images), [written]);
  for (const element of onConflictClause?.infer?.indexElems ?? [])
    if ('IndexElem' in element) {
      const { name, expr } = element.IndexElem;
      if (name !== undefined) named(name, 'read', range, onConflictClause?.infer?.location, own, search);
      walk(expr, own, search);
    }
  walk([onConflictClause?.infer?.whereClause, onConflictClause?.whereClause, returningClause], own, search);
  assigned(onConflictClause?.targetList, range, own, search);
}

/** The left side of SET, or the list of columns of INSERT; with the values. */
function assigned(targets: readonly Node[] | undefined, range: RangeVar, level: Level, search: Search): void {
  for (const target of targets ?? []) {
    if (!('ResTarget' in target)) continue;
    const { name, val, indirection, location } = target.ResTarget;
    if (name !== undefined) named(name, 'write', range, location, level, search);
    walk([val, indirection], level, search);
  }
}

function copy(statement: CopyStmt, level: Level, search: Search): void {
  const { relation: range, attlist, query, is_from: isFrom, whereClause } = statement;
  walk(query, level, search);
  if (range === undefined) return;
  const access = isFrom === true ? 'write' : 'read';
  relation(range, access, level, search);
  for (const name of attlist ?? []) named(textOf(name) ?? '', access, range, range.location, level, search);
  walk(whereClause, below(level, [visibleRange(range, search.wanted, level)]), search);
}

/** A column by its bare name, where only columns of one relation can stand. */
function named(
  name: string,
  access: Use['access'],
  range: RangeVar,
  location: number | undefined,
  level: Level,
  search: Search,
): void {
  if (!wantedName(search, name, 'column')) return;
  const origin = originOf(range, search.wanted, level);
  const certainty = origin === 'target' ? sureOf(range, search.wanted) : origin === 'other' ? 'other' : 'possible';
  search.uses.push({ name, access, certainty, location: location ?? 0 });
}

function column(ref: ColumnRef, level: Level, search: Search): void {
  const names = (ref.fields ?? []).map((field) => textOf(field) ?? '*');
  const [name = '', qualifier = null] = names.toReversed();
  // users.id names the table as well, unless another relation is called so here.
  if (wantedName(search, qualifier, 'relation'))
    search.uses.push({
      name: qualifier ?? '',
      access: 'read',
      certainty: sureOfColumn(names.slice(0, -1), search.wanted, level),
      location: ref.location ?? 0,
    });
  if (!wantedName(search, name, 'column')) return;
  const certainty = sureOfColumn(names.slice(0, -1), search.wanted, level);
  search.uses.push({ name, access: 'read', certainty, location: ref.location ?? 0 });
}

function relation(range: RangeVar, access: Use['access'], level: Level, search: Search): void {
  const { relname: name = '', schemaname } = range;
  if (!wantedName(search, name, 'relation') || (schemaname === undefined && isQuery(name, level))) return;
  const isTable = name === search.wanted.table.name;
  const certainty =
    !isTable || originOf(range, search.wanted, level) === 'target' ? sureOf(range, search.wanted) : 'other';
  search.uses.push({ name, access, certainty, location: range.location ?? 0 });
}
