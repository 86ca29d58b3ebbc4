import type { Alias, Node, RangeVar } from 'libpg-query';
import type { Certainty } from '../types.ts';
import { isFilledIn } from './literal.ts';
import type { Wanted } from './wanted.ts';

/** What a name before a dot can be: the table, another relation, or the result of a query that may come from the table. */
export type Origin = 'target' | 'other' | 'derived';

export interface Visible {
  readonly alias: string;
  readonly origin: Origin;
}

/** The relations that a level of a query sees; the levels around it are its parents. */
export interface Level {
  readonly visible: readonly Visible[];
  /** Names that WITH gives to queries, which hide tables. */
  readonly queries: readonly string[];
  readonly parent: Level | null;
}

export const OUTSIDE: Level = { visible: [], queries: [], parent: null };

/** The text of a String node, or null. */
export const textOf = (node: Node | undefined): string | null =>
  node !== undefined && 'String' in node ? (node.String.sval ?? '') : null;

/** What a relation of a statement is. A name without a schema is the table when the search path may find it. */
export function originOf(range: RangeVar | undefined, wanted: Wanted, level: Level): Origin {
  if (range === undefined) return 'other';
  const { schemaname, relname = '' } = range;
  if (isFilledIn(relname) || (schemaname === undefined && isQuery(relname, level))) return 'derived';
  const named = wanted.tables.filter(({ name }) => name === relname);
  return named.some(({ schema }) => schemaname === undefined || schema === schemaname) ? 'target' : 'other';
}

/** WITH hides tables of the same name at its level and below. */
export function isQuery(name: string, level: Level): boolean {
  for (let at: Level | null = level; at !== null; at = at.parent) if (at.queries.includes(name)) return true;
  return false;
}

/** How sure it is that a relation that is called like the table is the table. */
export function sureOf({ schemaname }: RangeVar, { table, searchPath }: Wanted): Certainty {
  return schemaname !== undefined || searchPath.includes(table.schema) ? 'certain' : 'likely';
}

/** What the items of FROM make visible. */
export function visibleFrom(items: readonly (Node | undefined)[] | undefined, wanted: Wanted, level: Level): Visible[] {
  return (items ?? []).flatMap((item): Visible[] => {
    if (item === undefined) return [];
    if ('RangeVar' in item) return [visibleRange(item.RangeVar, wanted, level)];
    if ('RangeTableSample' in item) return visibleFrom([item.RangeTableSample.relation], wanted, level);
    if ('JoinExpr' in item) {
      const { larg, rarg, alias } = item.JoinExpr;
      return [...visibleFrom([larg, rarg], wanted, level), ...(alias === undefined ? [] : [derived(alias)])];
    }
    const [inside] = Object.values(item) as [{ readonly alias?: Alias }];
    return [derived(inside.alias)];
  });
}

/** What one relation is seen as. */
export const visibleRange = (range: RangeVar, wanted: Wanted, level: Level): Visible => ({
  alias: range.alias?.aliasname ?? range.relname ?? '',
  origin: originOf(range, wanted, level),
});

const derived = (alias: Alias | undefined): Visible => ({ alias: alias?.aliasname ?? '', origin: 'derived' });

/** How sure it is that a column of the wanted name, with what stands before it, is the table's. */
export function sureOfColumn(qualifiers: readonly string[], wanted: Wanted, level: Level): Certainty {
  const qualifier = qualifiers.at(-1);
  if (qualifier === undefined) return sureOfBare(level);
  for (let at: Level | null = level; at !== null; at = at.parent) {
    const found = at.visible.find(({ alias }) => alias === qualifier);
    if (found !== undefined)
      return found.origin === 'target' ? 'certain' : found.origin === 'other' ? 'other' : 'possible';
  }
  // A part of a statement, whose FROM stands elsewhere.
  return wanted.tables.some(({ name }) => name === qualifier) ? 'certain' : 'possible';
}

// A bare name that two relations of a level could mean is an error, so the table that has it is meant where it is seen;
// between it and the name no other relation may come.
function sureOfBare(level: Level): Certainty {
  let between = false;
  let seen: Certainty = 'possible';
  for (let at: Level | null = level; at !== null; at = at.parent) {
    if (at.visible.some(({ origin }) => origin === 'target')) return between ? 'possible' : 'certain';
    if (at.visible.length === 0) continue;
    if (!between) seen = at.visible.some(({ origin }) => origin === 'derived') ? 'possible' : 'other';
    between = true;
  }
  return seen;
}
