import type { AlterObjectDependsStmt, AlterObjectSchemaStmt, ObjectType, RenameStmt } from 'libpg-query';
import { union, unchanged, type Rules } from './rule.ts';
import {
  isOurs,
  listText,
  locking,
  nameText,
  NOTHING,
  relationText,
  withChildren,
  type Observation,
  type SchemaState,
} from './state.ts';
import { FactsUnknown } from './unknown.ts';

const OF_TABLE: readonly ObjectType[] = ['OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE'];
const RELATIONS: readonly ObjectType[] = ['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_SEQUENCE'];
const ELSEWHERE: readonly ObjectType[] = [
  'OBJECT_STATISTIC_EXT',
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_SCHEMA',
];

/** ALTER ... RENAME, and ALTER INDEX ... DEPENDS ON EXTENSION, which locks the index like a change of it. */
export const renameRules: Rules = {
  RenameStmt: (node: RenameStmt, state: SchemaState) => {
    const type = node.renameType;
    if (type === 'OBJECT_COLUMN') return column(node, state);
    if (type === 'OBJECT_TABCONSTRAINT') return constraint(node, state);
    if (type === 'OBJECT_INDEX') return index(node, state);
    if (type === 'OBJECT_STATISTIC_EXT') return statistics(node, state);
    if (type === 'OBJECT_TABLE') return table(node, state);
    if (type !== undefined && [...OF_TABLE, ...RELATIONS].includes(type)) {
      return unchanged(renamedView(node, state), locking([relationText(node.relation)], 'ACCESS EXCLUSIVE'));
    }
    if (type !== undefined && ELSEWHERE.includes(type)) return unchanged(state, NOTHING);
    throw new FactsUnknown(`RENAME ${String(type)}`);
  },
  AlterObjectSchemaStmt: (node: AlterObjectSchemaStmt, state: SchemaState) => {
    if (node.objectType === 'OBJECT_STATISTIC_EXT') return unchanged(state, NOTHING);
    if (node.objectType !== 'OBJECT_TABLE' && node.objectType !== 'OBJECT_SEQUENCE')
      throw new FactsUnknown(`${String(node.objectType)} SET SCHEMA`);
    const moved = nameText({ schema: node.newschema ?? '', name: node.relation?.relname ?? '' });
    return called(relationText(node.relation), moved, state);
  },
  AlterObjectDependsStmt: (node: AlterObjectDependsStmt, state: SchemaState) => {
    if (node.objectType !== 'OBJECT_INDEX') throw new FactsUnknown(`${String(node.objectType)} DEPENDS ON EXTENSION`);
    return unchanged(state, locking([relationText(node.relation)], 'ACCESS EXCLUSIVE'));
  },
};

function column(node: RenameStmt, state: SchemaState): Observation {
  const relation = relationText(node.relation);
  const renamed = (name: string): string => (name === node.subname ? (node.newname ?? '') : name);
  const facts = locking(withChildren(state, relation, node.relation?.inh), 'ACCESS EXCLUSIVE');
  if (!isOurs(state, relation)) return unchanged(state, facts);
  return {
    facts,
    state: {
      ...state,
      columns: state.columns.map((known) => ({ ...known, name: renamed(known.name) })),
      keys: state.keys.map((key) => key.map(renamed)),
      constraints: state.constraints.map((known) =>
        isOurs(state, known.table) ? { ...known, proves: known.proves.map(renamed) } : known,
      ),
      indexes: state.indexes.map((known) =>
        isOurs(state, known.table) ? { ...known, columns: known.columns.map(renamed) } : known,
      ),
    },
  };
}

function constraint(node: RenameStmt, state: SchemaState): Observation {
  const relation = relationText(node.relation);
  const name = node.newname ?? '';
  const constraints = state.constraints.map((known) =>
    known.table === relation && known.name === node.subname ? { ...known, name } : known,
  );
  // The index behind it takes the constraint's name.
  const schema = node.relation?.schemaname ?? '';
  const indexes = state.indexes.map((known) =>
    known.table === relation && known.bare === node.subname
      ? { ...known, name: nameText({ schema, name }), bare: name }
      : known,
  );
  // A CHECK or NOT NULL is renamed in the children too.
  return {
    facts: locking(withChildren(state, relation, node.relation?.inh), 'ACCESS EXCLUSIVE'),
    state: { ...state, constraints, indexes },
  };
}

/** Since 12 an index is renamed under a lock that no query waits for, and its table is not locked at all. */
function index(node: RenameStmt, state: SchemaState): Observation {
  const relation = relationText(node.relation);
  const bare = node.newname ?? '';
  const name = nameText({ schema: node.relation?.schemaname ?? '', name: bare });
  const old = node.relation?.relname;
  const known = state.indexes.find((item) => item.name === relation);
  const constraints = state.constraints.map((item) =>
    known !== undefined && item.table === known.table && item.name === old ? { ...item, name: bare } : item,
  );
  const indexes = state.indexes.map((item) => (item === known ? { ...item, name, bare } : item));
  return { facts: union([locking([relation], 'SHARE UPDATE EXCLUSIVE')]), state: { ...state, constraints, indexes } };
}

function statistics(node: RenameStmt, state: SchemaState): Observation {
  const names = node.object !== undefined && 'List' in node.object ? node.object.List.items : undefined;
  const old = listText(names);
  const schema = names?.at(-2);
  const renamed = nameText({
    schema: schema !== undefined && 'String' in schema ? (schema.String.sval ?? '') : '',
    name: node.newname ?? '',
  });
  return {
    facts: NOTHING,
    state: { ...state, statistics: state.statistics.map((known) => (known === old ? renamed : known)) },
  };
}

const table = (node: RenameStmt, state: SchemaState): Observation =>
  called(
    relationText(node.relation),
    nameText({ schema: node.relation?.schemaname ?? '', name: node.newname ?? '' }),
    state,
  );

/** Everything that the state knows of the table goes on under its new name. */
function called(old: string, name: string, state: SchemaState): Observation {
  const follow = (relation: string): string => (relation === old ? name : relation);
  return {
    facts: locking([old], 'ACCESS EXCLUSIVE'),
    state: {
      ...state,
      table: follow(state.table),
      children: state.children.map(follow),
      constraints: state.constraints.map((known) => ({
        ...known,
        table: follow(known.table),
        references: known.references === null ? null : follow(known.references),
      })),
      indexes: state.indexes.map((known) => ({ ...known, table: follow(known.table) })),
      views: state.views.map((view) => ({ ...view, reads: view.reads.map(follow) })),
    },
  };
}

function renamedView(node: RenameStmt, state: SchemaState): SchemaState {
  const old = relationText(node.relation);
  const name = nameText({ schema: node.relation?.schemaname ?? '', name: node.newname ?? '' });
  if (node.renameType !== 'OBJECT_VIEW' && node.renameType !== 'OBJECT_MATVIEW') return state;
  return {
    ...state,
    views: state.views.map((view) => (view.name === old ? { ...view, name } : view)),
    indexes: state.indexes.map((known) => (known.table === old ? { ...known, table: name } : known)),
  };
}
