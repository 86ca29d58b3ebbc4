import type { IndexElem, IndexStmt } from 'libpg-query';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../errors.ts';
import { elements, indexStatement } from '../../sql/index-statement.ts';
import { withoutLocations } from '../../sql/parse.ts';
import { qualified } from '../../sql/value.ts';
import type { Catalog, Index } from '../../types.ts';
import { keysOf } from '../add-index/definition.ts';

/** The CREATE INDEX of the new index: that of the old one with other keys. Throws UserError when they are the old ones. */
export function replacement(index: Index, words: readonly string[], catalog: Catalog): IndexStmt {
  const tree = indexStatement(index.definition);
  const before = elements(tree.indexParams);
  const keys = keysOf(words, catalog).map((key) => asBefore(key, before));
  if (isDeepStrictEqual(withoutLocations(keys), withoutLocations(before)))
    throw new UserError(`${qualified(index).text} has these keys already.`, {
      hint: 'Name other keys, or another order.',
    });
  return {
    ...tree,
    indexParams: keys.map((IndexElem) => ({ IndexElem })),
    ...(index.tablespace === null ? {} : { tableSpace: index.tablespace }),
  };
}

/** A column that nothing more is said of keeps its operator class, collation and order. */
function asBefore(key: IndexElem, before: readonly IndexElem[]): IndexElem {
  const bare =
    key.name !== undefined &&
    key.opclass === undefined &&
    key.collation === undefined &&
    key.ordering === 'SORTBY_DEFAULT' &&
    key.nulls_ordering === 'SORTBY_NULLS_DEFAULT';
  return (bare ? before.find(({ name }) => name === key.name) : undefined) ?? key;
}
