import type { ClusterStmt, IndexStmt, Node, ReindexStmt } from 'libpg-query';
import { unchanged, union, type Rules } from './rule.ts';
import { locking, nameText, relationText, withChildren, type IndexState, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** CREATE INDEX, REINDEX and CLUSTER. */
export const indexRules: Rules = {
  IndexStmt: (node: IndexStmt, state: SchemaState) => {
    const relation = relationText(node.relation);
    const concurrently = node.concurrent === true;
    // Of a partitioned table alone it is a name to which the indexes of the partitions are attached.
    const builds = node.relation?.inh === true || !state.partitioned.includes(relation);
    const facts = locking(
      withChildren(state, relation, node.relation?.inh),
      concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE',
      {
        transaction: concurrently ? 'forbidden' : 'allowed',
        scans: builds,
        rewrites: builds,
      },
    );
    const bare = node.idxname;
    if (bare === undefined) return unchanged(state, facts);
    const name = nameText({ schema: node.relation?.schemaname ?? '', name: bare });
    const added: IndexState = { name, bare, table: relation, columns: (node.indexParams ?? []).flatMap(keyColumn) };
    return { facts, state: { ...state, indexes: [...state.indexes.filter((known) => known.name !== name), added] } };
  },
  ReindexStmt: (node: ReindexStmt, state: SchemaState) => {
    if (node.kind !== 'REINDEX_OBJECT_INDEX' && node.kind !== 'REINDEX_OBJECT_TABLE')
      throw new FactsUnknown(`REINDEX ${String(node.kind)}`);
    const relation = relationText(node.relation);
    const table = state.indexes.find(({ name }) => name === relation)?.table;
    if (node.kind === 'REINDEX_OBJECT_INDEX' && table === undefined)
      throw new FactsUnknown(`REINDEX of ${relation}, an index that is not known`);
    const concurrently = (node.params ?? []).some(
      (option) => 'DefElem' in option && option.DefElem.defname === 'concurrently',
    );
    const more = { transaction: concurrently ? 'forbidden' : 'allowed', scans: true, rewrites: true } as const;
    if (concurrently)
      return unchanged(
        state,
        locking([table ?? relation, ...(table ? [relation] : [])], 'SHARE UPDATE EXCLUSIVE', more),
      );
    const ownIndexes = state.indexes
      .filter((index) => index.name === relation || index.table === relation)
      .map(({ name }) => name);
    return unchanged(
      state,
      union([locking([table ?? relation], 'SHARE', more), locking(ownIndexes, 'ACCESS EXCLUSIVE')]),
    );
  },
  ClusterStmt: (node: ClusterStmt, state: SchemaState) =>
    unchanged(state, locking([relationText(node.relation)], 'ACCESS EXCLUSIVE', { scans: true, rewrites: true })),
};

function keyColumn(element: Node): string[] {
  return 'IndexElem' in element && element.IndexElem.name !== undefined ? [element.IndexElem.name] : [];
}
