import type { IndexElem, IndexStmt } from 'libpg-query';
import { UserError } from '../../errors.ts';
import { quoteName } from '../../catalog/name.ts';
import { deparseExpression } from '../../sql/deparse.ts';
import { columnOf } from '../../changes/values.ts';

import { holdsQuery } from '../../sql/columns-named.ts';
import { elements, newIndex, parseKeys } from '../../sql/index-statement.ts';
import { parseExpression } from '../../sql/parse.ts';
import { ident, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, MethodFacts } from '../../types.ts';
import type { ShownKey } from '../violations.ts';

/** What an index is to be, as it was typed. */
export interface IndexWish {
  readonly keys: readonly string[];
  readonly unique: boolean;
  readonly include: readonly string[];
  readonly where: string | undefined;
}

/** The wish of a change. */
export const wishOf = (change: Change): IndexWish => ({
  keys: (change['keys'] as readonly string[] | undefined) ?? [],
  unique: change['unique'] === true,
  include: (change['include'] as readonly string[] | undefined) ?? [],
  where: change['where'] as string | undefined,
});

/**
 * The CREATE INDEX that was asked for. Throws UserError for a column that is not there, and for what the access method cannot do.
 */
export function indexFor(wish: IndexWish, catalog: Catalog): IndexStmt {
  const { method } = catalog.answers;
  if (!method) throw new Error('the server was not asked for the method');
  const keys = keysOf(wish.keys, catalog);
  const include = wish.include.map((word): IndexElem => column(columnOf(word, catalog).name));
  refuseMethod(method, wish, keys);
  return {
    ...newIndex({ unique: wish.unique, method: method.name }),
    indexParams: keys.map((IndexElem) => ({ IndexElem })),
    ...(include.length === 0 ? {} : { indexIncludingParams: include.map((IndexElem) => ({ IndexElem })) }),
    ...(wish.where === undefined ? {} : { whereClause: condition(wish.where) }),
  };
}

/** The keys with their columns spelled as the table spells them. Throws UserError for one that the table has not. */
export function keysOf(words: readonly string[], { table }: Pick<Catalog, 'table'>): IndexElem[] {
  return words.flatMap((word) =>
    parseKeys(word).map((key) => {
      if (key.name === undefined) return key;
      const { name } = key;
      const exact = table.columns.find((each) => each.name === name);
      const asTyped = table.columns.find(
        (each) => each.name.toLowerCase() === name && word.trim().startsWith(each.name),
      );
      return { ...key, name: (exact ?? asTyped ?? columnOf(quoteName(name), { table })).name };
    }),
  );
}

const column = (name: string): IndexElem => ({
  name,
  ordering: 'SORTBY_DEFAULT',
  nulls_ordering: 'SORTBY_NULLS_DEFAULT',
});

function condition(text: string): NonNullable<IndexStmt['whereClause']> {
  const tree = parseExpression(text);
  if (holdsQuery(tree))
    throw new UserError(`--where: an index sees one row of one table, so its condition cannot hold a query.`, {
      hint: 'Compare columns of the row.',
    });
  return tree;
}

function refuseMethod(method: MethodFacts, { unique, include }: IndexWish, keys: readonly IndexElem[]): void {
  const cannot = (what: string): UserError =>
    new UserError(`An index by the method ${method.name} cannot ${what}.`, { hint: 'Leave --method out for btree.' });
  if (unique && !method.unique) throw cannot('be unique');
  if (include.length > 0 && !method.include) throw cannot('include columns');
  if (keys.length > 1 && !method.multicolumn) throw cannot('have several keys');
  const ordered = keys.some(
    ({ ordering, nulls_ordering: nulls }) => ordering !== 'SORTBY_DEFAULT' || nulls !== 'SORTBY_NULLS_DEFAULT',
  );
  if (ordered && !method.ordered) throw cannot('be ordered');
}

/** The keys of an index as they are shown and grouped by; a collation of their own stays with them. */
export const shownKeys = (statement: IndexStmt): ShownKey[] =>
  elements(statement.indexParams).map(({ name, expr, collation }) => {
    const node = expr ?? parseExpression(ident(name ?? '').text);
    const sql = deparseExpression(
      collation === undefined ? node : { CollateClause: { arg: node, collname: collation } },
      'the key of an index',
    );
    return {
      says: name ?? sql,
      sql: verbatim(expr === undefined && collation === undefined ? ident(name ?? '').text : sql),
    };
  });
