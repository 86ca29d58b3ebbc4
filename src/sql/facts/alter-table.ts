import type { AlterTableCmd, AlterTableStmt, AlterTableType } from 'libpg-query';
import type { LockMode } from '../../types.ts';
import { addColumn, dropColumn, setNotNull } from './alter-column.ts';
import { alterType } from './alter-type.ts';
import { addConstraint, dropConstraint, validateConstraint } from './constraint.ts';
import { union, unchanged, type Rules } from './rule.ts';
import { isOurs, locking, relationText, withChildren, type Observation, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** One subcommand on one relation (quoted, qualified). */
export type Subcommand = (
  command: AlterTableCmd,
  relation: string,
  state: SchemaState,
  inherits?: boolean,
  schema?: string,
) => Observation;

/** A subcommand that only changes the catalog. */
const only =
  (mode: LockMode): Subcommand =>
  (_command, relation, state) =>
    unchanged(state, locking([relation], mode));

const subcommands: Partial<Record<AlterTableType, Subcommand>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_SetNotNull: setNotNull,
  AT_DropNotNull: (command, relation, state) => ({
    facts: locking([relation], 'ACCESS EXCLUSIVE'),
    state: {
      ...state,
      columns: state.columns.map((column) =>
        isOurs(state, relation) && column.name === command.name ? { ...column, notNull: false } : column,
      ),
    },
  }),
  AT_AlterColumnType: alterType,
  AT_AddConstraint: addConstraint,
  AT_ValidateConstraint: validateConstraint,
  AT_DropConstraint: dropConstraint,
  // ALTER INDEX: the tables are not locked, the index that is attached is.
  AT_AttachPartition: attachIndex,
  AT_ColumnDefault: only('ACCESS EXCLUSIVE'),
  AT_SetStorage: only('ACCESS EXCLUSIVE'),
  AT_SetCompression: only('ACCESS EXCLUSIVE'),
  AT_AddIdentity: only('ACCESS EXCLUSIVE'),
  AT_SetIdentity: only('ACCESS EXCLUSIVE'),
  AT_DropIdentity: only('ACCESS EXCLUSIVE'),
  AT_ReplicaIdentity: only('ACCESS EXCLUSIVE'),
  AT_EnableRowSecurity: only('ACCESS EXCLUSIVE'),
  AT_DisableRowSecurity: only('ACCESS EXCLUSIVE'),
  AT_ForceRowSecurity: only('ACCESS EXCLUSIVE'),
  AT_NoForceRowSecurity: only('ACCESS EXCLUSIVE'),
  AT_EnableRule: only('ACCESS EXCLUSIVE'),
  AT_EnableAlwaysRule: only('ACCESS EXCLUSIVE'),
  AT_EnableReplicaRule: only('ACCESS EXCLUSIVE'),
  AT_DisableRule: only('ACCESS EXCLUSIVE'),
  AT_ChangeOwner: only('ACCESS EXCLUSIVE'),
  AT_SetStatistics: only('SHARE UPDATE EXCLUSIVE'),
  AT_SetOptions: only('SHARE UPDATE EXCLUSIVE'),
  AT_ResetOptions: only('SHARE UPDATE EXCLUSIVE'),
  AT_ClusterOn: only('SHARE UPDATE EXCLUSIVE'),
  AT_DropCluster: only('SHARE UPDATE EXCLUSIVE'),
  AT_EnableTrig: only('SHARE ROW EXCLUSIVE'),
  AT_EnableAlwaysTrig: only('SHARE ROW EXCLUSIVE'),
  AT_EnableReplicaTrig: only('SHARE ROW EXCLUSIVE'),
  AT_DisableTrig: only('SHARE ROW EXCLUSIVE'),
};

function attachIndex(command: AlterTableCmd, relation: string, state: SchemaState): Observation {
  const def = command.def;
  const partition = def !== undefined && 'PartitionCmd' in def ? def.PartitionCmd.name : undefined;
  if (!state.indexes.some(({ name }) => name === relation)) throw new FactsUnknown(`ATTACH PARTITION to ${relation}`);
  const facts = [locking([relation], 'SHARE UPDATE EXCLUSIVE'), locking([relationText(partition)], 'ACCESS EXCLUSIVE')];
  return unchanged(state, union(facts));
}

/** ALTER TABLE, ALTER INDEX, ALTER VIEW ...: all the subcommands, under the strongest of their locks. */
export const alterTableRules: Rules = {
  AlterTableStmt: (node: AlterTableStmt, state: SchemaState) => {
    const relation = relationText(node.relation);
    let now = state;
    const facts = (node.cmds ?? []).map((command) => {
      const type = 'AlterTableCmd' in command ? command.AlterTableCmd.subtype : undefined;
      const rule = type === undefined ? undefined : subcommands[type];
      if (rule === undefined || !('AlterTableCmd' in command)) throw new FactsUnknown(`ALTER TABLE ${String(type)}`);
      const seen = rule(command.AlterTableCmd, relation, now, node.relation?.inh, node.relation?.schemaname);
      now = seen.state;
      return seen.facts;
    });
    const all = union(facts);
    const own = all.locks.find((lock) => lock.relation === relation);
    const children = withChildren(state, relation, node.relation?.inh).slice(1);
    const inherited = own === undefined ? [] : children.map((child) => ({ ...own, relation: child }));
    return { facts: { ...all, locks: [...all.locks, ...inherited] }, state: now };
  },
};
