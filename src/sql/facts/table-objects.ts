import type { AlterPolicyStmt, CreatePolicyStmt, CreateStatsStmt, CreateTrigStmt, Node, RuleStmt } from 'libpg-query';
import { unchanged, union, type Rules } from './rule.ts';
import { listText, locking, relationsRead, relationText, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** Triggers, policies, rules and extended statistics: the catalog alone, under a lock on their table. */
export const tableRules: Rules = {
  CreateTrigStmt: (node: CreateTrigStmt, state: SchemaState) => {
    const related = [node.relation, node.constrrel].filter((relation) => relation !== undefined).map(relationText);
    return unchanged(state, locking(related, 'SHARE ROW EXCLUSIVE'));
  },
  CreatePolicyStmt: (node: CreatePolicyStmt, state: SchemaState) =>
    unchanged(
      state,
      union([
        locking(relationsRead([node.qual, node.with_check]), 'ACCESS SHARE'),
        locking([relationText(node.table)], 'ACCESS EXCLUSIVE'),
      ]),
    ),
  AlterPolicyStmt: (node: AlterPolicyStmt, state: SchemaState) =>
    unchanged(
      state,
      union([
        locking(relationsRead([node.qual, node.with_check]), 'ACCESS SHARE'),
        locking([relationText(node.table)], 'ACCESS EXCLUSIVE'),
      ]),
    ),
  RuleStmt: (node: RuleStmt, state: SchemaState) =>
    unchanged(
      state,
      union([
        locking(written(node.actions), 'ROW EXCLUSIVE'),
        locking(relationsRead([node.whereClause, node.actions]), 'ACCESS SHARE'),
        locking([relationText(node.relation)], 'ACCESS EXCLUSIVE'),
      ]),
    ),
  CreateStatsStmt: (node: CreateStatsStmt, state: SchemaState) => {
    const tables = (node.relations ?? []).map((item) => {
      if (!('RangeVar' in item)) throw new FactsUnknown('CREATE STATISTICS on something else');
      return relationText(item.RangeVar);
    });
    return {
      facts: locking(tables, 'SHARE UPDATE EXCLUSIVE'),
      state: { ...state, statistics: [...state.statistics, listText(node.defnames)] },
    };
  },
};

/** Analysing a rule's action opens what it writes as a write would. */
function written(actions: readonly Node[] | undefined): string[] {
  return (actions ?? []).flatMap((action) => {
    const statement =
      'InsertStmt' in action
        ? action.InsertStmt
        : 'UpdateStmt' in action
          ? action.UpdateStmt
          : 'DeleteStmt' in action
            ? action.DeleteStmt
            : null;
    return statement?.relation === undefined ? [] : [relationText(statement.relation)];
  });
}
