import type { Answers, Converting } from './asked.ts';
import type { RunningStatements } from './scan.ts';
import type { DumpSource, Environment, Role, Server } from './server.ts';
import type { Table } from './table.ts';
import type { Users } from './users.ts';

// ------------------------------------------------------------------ Catalog

/** The facts about the target and all that depends on it, read in one READ ONLY transaction. */
export interface Catalog {
  readonly server: Server;
  readonly role: Role;
  /** The effective search_path, implicit schemas left out. */
  readonly searchPath: readonly string[];
  /** What the change is about: the table itself, or columns of it. */
  readonly target: 'table' | 'columns';
  readonly table: Table;
  /** Other tables that the change names, in the order in which it names them. */
  readonly others: readonly Table[];
  /** What the server says of types and expressions that the change brings along. */
  readonly answers: Answers;
  /** What would go with the target, for kinds that take it away; absent when that was not asked. */
  readonly users?: Users;
  /** What a change of a column's type must know besides. */
  readonly converting?: Converting;
  readonly environment: Environment;
  /** What pg_stat_statements has of the target, when that was asked for. */
  readonly running?: RunningStatements;
  /** Where the facts are from, when it is not a live server. */
  readonly dump?: DumpSource;
}
