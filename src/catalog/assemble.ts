import type {
  Catalog,
  Column,
  Constraint,
  Environment,
  ExtendedStatistics,
  Index,
  Policy,
  Publication,
  QualifiedName,
  Role,
  RoleSetting,
  Rule,
  Server,
  Table,
  View,
} from '../types.ts';
import { dependentFunction, type FunctionRow, helper, type HelperRow, trigger, type TriggerRow } from './convert.ts';
import { columns } from './queries/columns.ts';
import { constraints } from './queries/constraints.ts';
import { helpers, otherDependents } from './queries/dependents.ts';
import { memberFunctions, functions } from './queries/functions.ts';
import { indexes, statistics } from './queries/indexes.ts';
import { publications } from './queries/publications.ts';
import { policies, rules, views } from './queries/rewrite.ts';
import { rowTypeFunctions, rowTypeUsers } from './queries/row-type.ts';
import type { Section } from './queries/section.ts';
import { roleSettings, server } from './queries/server.ts';
import { partitionKey, table, takenNames } from './queries/table.ts';
import { triggers } from './queries/triggers.ts';

interface NameRow {
  readonly name: string;
}

type Lists =
  | 'rowTypeUsers'
  | 'rowTypeFunctions'
  | 'family'
  | 'columns'
  | 'indexes'
  | 'constraints'
  | 'triggers'
  | 'policies'
  | 'rules'
  | 'statistics'
  | 'publications'
  | 'views'
  | 'functions'
  | 'otherDependents'
  | 'helpers'
  | 'takenNames'
  | 'partitionKey';

type ServerRow = Role &
  Pick<Environment, 'deadlockTimeoutMs' | 'blockSize' | 'oldestTransactionSeconds' | 'replicaLagBytes'> & {
    readonly logicalWal: boolean;
    readonly subscribed: boolean;
  };

/** The rows of each section, as the server's json gives them. */
export interface Sections {
  readonly server: readonly ServerRow[];
  readonly roleSettings: readonly RoleSetting[];
  readonly table: readonly (Omit<Table, Lists | 'name' | 'schema'> & { readonly name: QualifiedName })[];
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly constraints: readonly Constraint[];
  readonly triggers: readonly TriggerRow[];
  readonly policies: readonly Policy[];
  readonly rules: readonly Rule[];
  readonly statistics: readonly ExtendedStatistics[];
  readonly publications: readonly Publication[];
  readonly views: readonly View[];
  readonly functions: readonly FunctionRow[];
  readonly rowTypeUsers: readonly NameRow[];
  readonly rowTypeFunctions: readonly NameRow[];
  readonly otherDependents: readonly NameRow[];
  readonly helpers: readonly HelperRow[];
  readonly takenNames: readonly NameRow[];
  readonly partitionKey: readonly NameRow[];
}

/** What is asked, by the name under which it is answered. */
export const sections: Readonly<Record<keyof Sections, Section>> = {
  server,
  roleSettings,
  table,
  columns,
  indexes,
  constraints,
  triggers,
  policies,
  rules,
  statistics,
  publications,
  views,
  functions,
  rowTypeUsers,
  rowTypeFunctions,
  otherDependents,
  helpers,
  takenNames,
  partitionKey,
};

/**
 * What is asked of a partition or child. Every function whose text names one of them and the column would be another
 * pass over all functions for each, so only those that depend on it and those of its triggers are read.
 */
export const memberSections: typeof sections = { ...sections, functions: memberFunctions };

/** What the sections do not say: `wanted` are the columns that the change is about. */
type Rest = Pick<Catalog, 'searchPath' | 'table' | 'others' | 'answers' | 'users' | 'converting' | 'running'> & {
  readonly wanted: readonly string[];
};

/** Puts everything together as the Catalog that the planner takes. */
export function assemble(rows: Sections, version: Server, { wanted, ...rest }: Rest): Catalog {
  const [own] = rows.server;
  if (own === undefined) throw new Error('the catalog query said nothing about the role');
  return {
    server: version,
    role: {
      name: own.name,
      superuser: own.superuser,
      maySetReplicationRole: own.maySetReplicationRole,
      maySetDeadlockTimeout: own.maySetDeadlockTimeout,
      ownsTable: own.ownsTable,
    },
    ...rest,
    target: wanted.length === 0 ? 'table' : 'columns',
    environment: {
      deadlockTimeoutMs: own.deadlockTimeoutMs,
      blockSize: own.blockSize,
      roleSettings: rows.roleSettings,
      oldestTransactionSeconds: own.oldestTransactionSeconds,
      replicaLagBytes: own.replicaLagBytes,
      logicalReplication: own.subscribed || (own.logicalWal && rows.publications.length > 0),
    },
  };
}

/** One table, without its family. */
export function assembleTable(rows: Sections, wanted: readonly string[]): Table {
  const [facts] = rows.table;
  if (facts === undefined) throw new Error('the catalog query said nothing about the table');
  return {
    ...facts,
    ...facts.name,
    columns: rows.columns,
    indexes: rows.indexes,
    constraints: rows.constraints,
    triggers: rows.triggers.map(trigger),
    policies: rows.policies,
    rules: rows.rules,
    statistics: rows.statistics,
    publications: rows.publications,
    views: rows.views,
    functions: rows.functions.map((row) => dependentFunction(row, wanted.length === 0 ? [facts.name.name] : wanted)),
    rowTypeUsers: names(rows.rowTypeUsers),
    rowTypeFunctions: names(rows.rowTypeFunctions),
    otherDependents: names(rows.otherDependents),
    helpers: rows.helpers.map(helper),
    takenNames: names(rows.takenNames),
    partitionKey: names(rows.partitionKey),
    family: [],
  };
}

function names(rows: readonly NameRow[]): readonly string[] {
  return rows.map((row) => row.name);
}
