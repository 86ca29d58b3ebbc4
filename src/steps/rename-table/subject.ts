import type { Catalog, PlanOptions, QualifiedName, Table } from '../../types.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { CarriedName } from './carried-names.ts';

/** What every step of a table's rename works from. */
export interface TableRename {
  readonly planId: string;
  readonly catalog: Catalog;
  readonly table: Table;
  /** The table under its new name. */
  readonly renamed: QualifiedName;
  /** The view under the new name, over the table under its old one. */
  readonly mirror: Mirror;
  /** Sequences, indexes and constraints that take the new name along. */
  readonly carried: readonly CarriedName[];
  readonly options: PlanOptions;
}
