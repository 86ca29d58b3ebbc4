import type { CommentStmt, GrantStmt, Node, ObjectType, SecLabelStmt } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { unchanged, type Rules } from './rule.ts';
import { listText, locking, NOTHING, relationText, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** COMMENT, SECURITY LABEL and GRANT. */
export const commentRules: Rules = {
  CommentStmt: (node: CommentStmt, state: SchemaState) =>
    unchanged(state, labelled(node.objtype, node.object, 'COMMENT')),
  SecLabelStmt: (node: SecLabelStmt, state: SchemaState) =>
    unchanged(state, labelled(node.objtype, node.object, 'SECURITY LABEL')),
  GrantStmt: (node: GrantStmt, state: SchemaState) => {
    if (node.targtype !== 'ACL_TARGET_OBJECT') throw new FactsUnknown('GRANT on all objects of a schema');
    // 18 looks relations up under a lock.
    const relations = node.objtype === 'OBJECT_TABLE' && state.major >= 18 ? (node.objects ?? []) : [];
    return unchanged(state, locking(relations.map(granted), 'ACCESS SHARE'));
  },
};

const RELATIONS: readonly ObjectType[] = [
  'OBJECT_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_INDEX',
  'OBJECT_SEQUENCE',
  'OBJECT_FOREIGN_TABLE',
];
/** Objects of a table: it is only looked up. */
const OF_TABLE: readonly ObjectType[] = ['OBJECT_TABCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_RULE', 'OBJECT_POLICY'];
const ELSEWHERE: readonly ObjectType[] = [
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_ROUTINE',
  'OBJECT_STATISTIC_EXT',
  'OBJECT_SCHEMA',
  'OBJECT_TYPE',
  'OBJECT_DOMAIN',
];

function labelled(type: ObjectType | undefined, object: Node | undefined, what: string): Facts {
  const names = object !== undefined && 'List' in object ? object.List.items : undefined;
  if (type === 'OBJECT_COLUMN') return locking([listText(names?.slice(0, -1))], 'SHARE UPDATE EXCLUSIVE');
  if (type !== undefined && RELATIONS.includes(type)) return locking([listText(names)], 'SHARE UPDATE EXCLUSIVE');
  if (type !== undefined && OF_TABLE.includes(type)) return locking([listText(names?.slice(0, -1))], 'ACCESS SHARE');
  if (type !== undefined && ELSEWHERE.includes(type)) return NOTHING;
  throw new FactsUnknown(`${what} ON ${String(type)}`);
}

function granted(object: Node): string {
  if (!('RangeVar' in object)) throw new FactsUnknown('GRANT on something else');
  return relationText(object.RangeVar);
}
