import type { Sql } from '../sql/value.ts';
import type { Catalog, Column, Finding, PlanOptions, QualifiedName, Table } from '../types.ts';

/** What every step of a two-column plan works from. */
export interface Context {
  readonly planId: string;
  readonly catalog: Catalog;
  readonly table: Table;
  readonly old: Column;
  /** The name of the new column. */
  readonly name: string;
  readonly options: PlanOptions;
}

/** A few statements that belong together, with the reason that stands above them in the file. */
export interface Part {
  readonly title: string;
  readonly sql: readonly Sql[];
}

/** An index to be built on the new column. */
export interface IndexBuild {
  readonly title: string;
  readonly index: QualifiedName;
  /** CREATE INDEX CONCURRENTLY IF NOT EXISTS, without the semicolon. */
  readonly concurrently: Sql;
  /** The same without CONCURRENTLY, for the down file of development. */
  readonly plainly: Sql;
}

/** A constraint that is added NOT VALID and, unless it was not valid before, validated in another transaction. */
export interface ConstraintBuild {
  readonly title: string;
  readonly constraint: string;
  readonly add: Sql;
  readonly validate: boolean;
}

/**
 * What one family of dependents adds to each phase. Order within a list is kept.
 */
export interface Carry {
  /** Under expand's lock, after the column was added. */
  readonly expand: readonly Part[];
  readonly indexes: readonly IndexBuild[];
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
