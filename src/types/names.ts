/** `relax` comes with --sync app alone: code that writes both columns is everywhere, code that writes one is still to come. */
export type PlannedPhase = 'expand' | 'backfill' | 'relax' | 'contract';

/** `abandon` takes a plan back out before its end, `restore` brings back what it has taken away: phases that no plan begins with. */
export type PhaseName = PlannedPhase | 'abandon' | 'restore';

/** The phases of a plan in which the database, not the code, makes both names work. */
export type DatabasePhase = Exclude<PlannedPhase, 'relax'>;

/** A schema-qualified name as the catalog spells it: unquoted, case preserved. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}
