import { ident, qualified, type Sql } from '../sql/value.ts';
import type { Renames } from '../sql/rename/index.ts';
import type { Catalog, Finding, PlanOptions, QualifiedName, Table } from '../types.ts';
import { finalName, keepsName, type Pair } from './pair.ts';

export type { Pair } from './pair.ts';

/** What every step of a two-column plan works from. */
export interface Context {
  readonly planId: string;
  readonly catalog: Catalog;
  readonly table: Table;
  /** All are copied in one pass over the rows; none when no column stands twice. */
  readonly pairs: readonly Pair[];
  readonly options: PlanOptions;
}

/** Whether the new columns are of other types than the old ones. */
export const changesType = ({ pairs }: Pick<Context, 'pairs'>): boolean =>
  pairs.some((pair) => pair.converts !== undefined);

/** The new name of each old column. */
export const renames = ({ pairs }: Context): Renames => new Map(pairs.map(({ old, name }) => [old.name, name]));

/** The name after contract of each old column that does not keep its own. */
export const renamesAfter = ({ pairs }: Context): Renames =>
  new Map(pairs.filter((pair) => !keepsName(pair)).map((pair) => [pair.old.name, finalName(pair)]));

/** Whether one of these columns is renamed. */
export const touches = ({ pairs }: Context, columns: readonly string[]): boolean =>
  pairs.some(({ old }) => columns.includes(old.name));

/** What contract leaves behind, as a half-sentence. */
export function overSays({ table, pairs }: Context): string {
  const [pair] = pairs;
  const says = qualified(table).text;
  return pair?.converts !== undefined && keepsName(pair)
    ? `${says}.${ident(pair.old.name).text} is of type ${pair.converts.type.type} already`
    : `${says} has no ${spoken(pairs.map(({ old }) => old.name))} any more`;
}

/** The old names, as they stand in a sentence. */
export const oldNames = ({ pairs }: Context): string => spoken(pairs.map(({ old }) => old.name));

/** The new names, as they stand in a sentence. */
export const newNames = ({ pairs }: Context): string => spoken(pairs.map(({ name }) => name));

const spoken = (names: readonly string[]): string => names.map((name) => ident(name).text).join(', ');

/** What the helpers of the plan are called after: the table and its new columns. */
export const label = ({ table, pairs }: Context): string => [table.name, ...pairs.map(finalName)].join('_');

/** The columns of the table in order while the new ones stand beside the old ones. */
export const columnsBeside = ({ table, pairs }: Context): string[] => [
  ...table.columns.map((column) => column.name),
  ...pairs.map(({ name }) => name),
];

/** The columns of the table in order after contract. */
export const columnsAfter = (context: Context): string[] =>
  columnsBeside(context).filter((column) => !touches(context, [column]));

/** Whether the database carries what is written to one column over to the other; otherwise the code writes both. */
export const keptByDatabase = ({ options }: Context): boolean => options.sync === 'trigger';

/** The phase in which dependents turn to the new columns. */
export const turningPhase = (context: Context): 'Contract' | 'Relax' =>
  keptByDatabase(context) ? 'Contract' : 'Relax';

/** A few statements that belong together, with the reason that stands above them in the file. */
export interface Part {
  readonly title: string;
  readonly sql: readonly Sql[];
}

/** An index to be built on the new column. */
export interface IndexBuild {
  readonly title: string;
  readonly table: QualifiedName;
  readonly index: QualifiedName;
  /** CREATE INDEX CONCURRENTLY IF NOT EXISTS, without the semicolon. */
  readonly concurrently: Sql;
  /** The same without CONCURRENTLY, for the down file of development. */
  readonly plainly: Sql;
}

/** The index of a partitioned table, valid once the index of every partition is attached to it. */
export interface IndexTree {
  readonly title: string;
  readonly table: QualifiedName;
  readonly index: QualifiedName;
}

/** A constraint that is added NOT VALID and, unless it was not valid before, validated in another transaction. */
export interface ConstraintBuild {
  readonly title: string;
  /** The table it is added to, as the change is seen from there. */
  readonly on: Context;
  readonly constraint: string;
  readonly add: Sql;
  readonly validate: boolean;
  /** Other tables that it locks so that their traffic waits. */
  readonly locks?: readonly QualifiedName[];
}

/**
 * What one family of dependents adds to each phase. Order within a list is kept.
 */
export interface Carry {
  /** Under expand's lock, after the column was added. */
  readonly expand: readonly Part[];
  readonly indexes: readonly IndexBuild[];
  readonly trees: readonly IndexTree[];
  /** Makes the partitions' indexes part of their parents', once all are built. */
  readonly attach: readonly Sql[];
  /** Under a lock of their own after the indexes are built. */
  readonly constraints: readonly ConstraintBuild[];
  /** At the end of backfill, each taking no lock that blocks reads or writes. */
  readonly finish: readonly Part[];
  /** Contract, before the table is locked: views. */
  readonly beforeLock: readonly Part[];
  /** Contract, under the lock, while both columns are there. */
  readonly beforeDrop: readonly Part[];
  /** Contract, under the lock, after the old column is gone. */
  readonly afterDrop: readonly Part[];
  /** Other relations that contract locks. */
  readonly locks: readonly QualifiedName[];
  readonly undoExpand: readonly Part[];
  readonly undoBackfill: readonly Part[];
  /** After contract's down has renamed the column back: what a rename does not follow. */
  readonly undoContract: readonly Part[];
  /** Objects that DROP COLUMN takes along, because the plan has put others in their place. */
  readonly replaced: {
    readonly indexes: readonly string[];
    readonly constraints: readonly string[];
    readonly statistics: readonly string[];
  };
  readonly findings: readonly Finding[];
}

export const nothingToCarry: Carry = {
  expand: [],
  indexes: [],
  trees: [],
  attach: [],
  constraints: [],
  finish: [],
  beforeLock: [],
  beforeDrop: [],
  afterDrop: [],
  locks: [],
  undoExpand: [],
  undoBackfill: [],
  undoContract: [],
  replaced: { indexes: [], constraints: [], statistics: [] },
  findings: [],
};

/** One family after the other; within each list in the order given. */
export function mergeCarries(carries: readonly Carry[]): Carry {
  return {
    expand: carries.flatMap((c) => c.expand),
    indexes: carries.flatMap((c) => c.indexes),
    trees: carries.flatMap((c) => c.trees),
    attach: carries.flatMap((c) => c.attach),
    constraints: carries.flatMap((c) => c.constraints),
    finish: carries.flatMap((c) => c.finish),
    beforeLock: carries.flatMap((c) => c.beforeLock),
    beforeDrop: carries.flatMap((c) => c.beforeDrop),
    afterDrop: carries.flatMap((c) => c.afterDrop),
    locks: carries.flatMap((c) => c.locks),
    undoExpand: carries.flatMap((c) => c.undoExpand),
    undoBackfill: carries.flatMap((c) => c.undoBackfill),
    undoContract: carries.flatMap((c) => c.undoContract),
    replaced: {
      indexes: carries.flatMap((c) => c.replaced.indexes),
      constraints: carries.flatMap((c) => c.replaced.constraints),
      statistics: carries.flatMap((c) => c.replaced.statistics),
    },
    findings: carries.flatMap((c) => c.findings),
  };
}
