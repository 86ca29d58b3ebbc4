import type { AlterPublicationStmt, AlterSeqStmt, CallStmt, CreateFunctionStmt, CreateStmt, Node } from 'libpg-query';
import { unchanged, type Rules } from './rule.ts';
import { locking, NOTHING, relationsRead, relationText, type Observation, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

const nothing = (_node: unknown, state: SchemaState): Observation => unchanged(state, NOTHING);

/** Functions, settings and whatever else touches no table that traffic uses. */
export const objectRules: Rules = {
  VariableSetStmt: nothing,
  VariableShowStmt: nothing,
  ConstraintsSetStmt: nothing,
  TransactionStmt: nothing,
  NotifyStmt: nothing,
  CreateSchemaStmt: nothing,
  CreateSeqStmt: nothing,
  AlterFunctionStmt: nothing,
  // Whoever wants a value waits until it ends.
  AlterSeqStmt: (node: AlterSeqStmt, state: SchemaState) =>
    unchanged(state, locking([relationText(node.sequence)], 'SHARE ROW EXCLUSIVE')),
  AlterStatsStmt: nothing,
  AlterOwnerStmt: nothing,
  CreateFunctionStmt: (node: CreateFunctionStmt, state: SchemaState) =>
    unchanged(state, locking(relationsRead(node.sql_body), 'ACCESS SHARE')),
  CreateStmt: (node: CreateStmt, state: SchemaState) => {
    const text = JSON.stringify(node.tableElts ?? []);
    if (text.includes('CONSTR_FOREIGN') || node.partbound !== undefined || node.inhRelations !== undefined) {
      throw new FactsUnknown('CREATE TABLE that locks other tables');
    }
    const made = node.relation?.schemaname === undefined ? [] : [relationText(node.relation)];
    const facts = locking(relationsRead(node.tableElts), 'ACCESS SHARE');
    return { facts, state: { ...state, made: [...state.made, ...made] } };
  },
  AlterPublicationStmt: (node: AlterPublicationStmt, state: SchemaState) =>
    unchanged(state, locking((node.pubobjects ?? []).map(published), 'SHARE UPDATE EXCLUSIVE')),
  CallStmt: (_node: CallStmt): Observation => {
    throw new FactsUnknown('CALL: what the procedure does is not in the statement');
  },
};

function published(object: Node): string {
  const table = 'PublicationObjSpec' in object ? object.PublicationObjSpec.pubtable : undefined;
  if (table === undefined) throw new FactsUnknown('ALTER PUBLICATION of whole schemas');
  return relationText(table.relation);
}
