import type { Catalog, Change, Plan, PlanOptions } from '../types.ts';

/** One thing a kind must know. The subcommand's arguments and flags, the wizard's questions and the JSON validation come from it. */
export interface Field {
  /** The property of the Change, in camelCase; options become `--kebab-case`. */
  readonly name: string;
  readonly as: 'argument' | 'option';
  /**
   * `column` is `[schema.]table.column`; `identifier` is one new name, quoted like SQL when it needs it; `pairs` are more of
   * both, taking turns, and the last argument; the wizard does not ask for them.
   */
  readonly type: 'column' | 'identifier' | 'flag' | 'pairs';
  /** How usage lines show it, for example `<table.column>`. */
  readonly placeholder: string;
  /** What the wizard asks. */
  readonly question: string;
  readonly help: string;
}

/** Pure: no database, no files, no clock. Throws Refusal when the change cannot be made safely. */
export type Planner = (change: Change, catalog: Catalog, options: PlanOptions) => Plan;

/** One kind of change: everything the rest of the program needs to know about it. */
export interface Kind {
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly examples: readonly string[];
  readonly fields: readonly Field[];
  /** Turns field values (from argv, the wizard or JSON) into a Change; throws UserError naming the field that is wrong. */
  change(values: Readonly<Record<string, unknown>>): Change;
  /** The dotted names of what the change is about, as the user wrote them; the catalog is read for them. */
  targets(change: Change): readonly string[];
  /** Loads what plans this kind; planning is most of the program, and the database can be asked meanwhile. */
  planner(): Promise<Planner>;
}
