import type { Sql } from '../sql/value.ts';
import type { Catalog, Gate, PhaseName, Plan } from '../types.ts';

/** A step before its facts were read. */
export interface DraftStep {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly sql: readonly Sql[];
  /** What it says of the statements that are left when its pass over the rows is made together with those of other changes. */
  readonly rest?: { readonly title: string; readonly why: string };
  /** What its statements are read in the light of, when that is another table than the plan's. */
  readonly about?: Catalog;
}

/** A phase before its facts were read. */
export interface DraftPhase {
  readonly name: PhaseName;
  readonly title: string;
  readonly summary: readonly string[];
  readonly subject: string;
  readonly gate: readonly Gate[];
  readonly steps: readonly DraftStep[];
  readonly undo: readonly DraftStep[];
}

/** A plan before the facts of its statements were read, with the catalog that they are read in the light of. */
export interface Draft extends Omit<Plan, 'phases'> {
  readonly phases: readonly DraftPhase[];
  readonly catalog: Catalog;
}
