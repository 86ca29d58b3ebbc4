import type { Question } from '../catalog/question.ts';
import type { Draft } from '../steps/draft.ts';
import type { Catalog, Change, PlanOptions } from '../types.ts';

/** Field values by name, from argv, the wizard or JSON. */
export type Values = Readonly<Record<string, unknown>>;

/** An option about how a change is made that not every kind has; the property of PlanOptions. */
export type OwnOption = 'sync' | 'short' | 'acknowledge' | 'strategy' | 'renameDependents';

/** One change, with the facts that it is planned from. */
export interface Asked {
  readonly kind: Kind;
  readonly change: Change;
  readonly catalog: Catalog;
}

/** What goes along with a change, and comes after it. */
export interface Along {
  /** Names the change: two that are named alike are one. */
  readonly itself: string;
  readonly others: readonly { readonly name: string; readonly wish: Wish }[];
}

/** What a change may be about. */
export type Subject = 'table' | 'column' | 'index' | 'constraint';

/**
 * What may be true of it: a column may be nullable, have a default, be generated, an identity, or part of the primary key; a table
 * has a primary key, or is a partition; an index belongs to a constraint; an index or a constraint is inherited.
 */
export type Trait =
  | 'nullable'
  | 'default'
  | 'generated'
  | 'identity'
  | 'in primary key'
  | 'primary key'
  | 'partition'
  | 'of a constraint'
  | 'inherited';

/** What the wizard offers a kind for: all of `is` are true of it, and none of `not`. */
export interface Offer {
  readonly on: Subject;
  readonly is?: readonly Trait[];
  readonly not?: readonly Trait[];
}

/** One thing a kind must know. The subcommand's arguments and flags, the wizard's questions and the JSON validation come from it. */
export interface Field {
  /** The property of the Change, in camelCase; options become `--kebab-case`. */
  readonly name: string;
  readonly as: 'argument' | 'option';
  /**
   * `column` is `[schema.]table.column`, `table` `[schema.]table`, `index` `[schema.]index`; `identifier` is one new name, quoted like
   * SQL when it needs it; `words` are several of anything, and the last argument; `pairs` are more columns and names, taking turns,
   * and the last argument (the wizard does not ask for them); `text` is anything else, such as a type or an expression.
   */
  readonly type: 'column' | 'table' | 'index' | 'identifier' | 'flag' | 'pairs' | 'words' | 'text';
  /** How usage lines show it, for example `<table.column>`. */
  readonly placeholder: string;
  /** What the wizard asks. */
  readonly question: string;
  readonly help: string;
  /**
   * What the wizard lets one pick for it, or fills in, where the type does not say that: `columns` of the table, `keys` of an index
   * (columns or expressions), `new column` of the table, `referring` columns of the table and those that they are `referred` to,
   * a `constraint` of the table, a `type` or a `default` in place of the present one.
   */
  readonly picks?: 'columns' | 'keys' | 'new column' | 'referring' | 'referred' | 'constraint' | 'type' | 'default';
  /** The answers that there are, the usual one first, where there are few. */
  readonly choices?: readonly string[];
}

/** Pure: no database, no files, no clock. Throws Refusal when the change cannot be made safely. */
export type Planner = (change: Change, catalog: Catalog, options: PlanOptions) => Draft;

/** One kind of change: everything the rest of the program needs to know about it. */
export interface Kind {
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly examples: readonly string[];
  readonly fields: readonly Field[];
  /** The options it has besides those of all kinds. */
  readonly options: readonly OwnOption[];
  /** What the wizard offers it for. */
  readonly offers: readonly Offer[];
  /** The line of the safe-migration checklist that it covers. */
  readonly checklist: string;
  /** Turns field values (from argv, the wizard or JSON) into a Change; throws UserError naming the field that is wrong. */
  change(values: Values): Change;
  /** What the catalog is read for. */
  asks(change: Change): Question;
  /** The values with one of the targets spelled right. */
  corrected(values: Values, correct: string, at: number): Values;
  /** Changes that go along with this one, once its catalog is read. */
  along?(change: Change, catalog: Catalog): Promise<Along>;
  /** Loads what plans this kind; planning is most of the program, and the database can be asked meanwhile. */
  planner(): Promise<Planner>;
}

/** A change that is asked for. */
export interface Wish {
  readonly kind: Kind;
  readonly values: Values;
}

/** The table that a change is about. */
export const TABLE: Field = {
  name: 'target',
  as: 'argument',
  type: 'table',
  placeholder: '<table>',
  question: 'Which table?',
  help: 'the table: table or schema.table',
};

/** The name of what a change makes. */
export const NAME: Field = {
  name: 'name',
  as: 'option',
  type: 'identifier',
  placeholder: '<name>',
  question: 'Its name (empty: the one that PostgreSQL would choose)?',
  help: 'its name (default: the one that PostgreSQL would choose)',
};

/** Columns of the table. */
export const COLUMNS: Field = {
  name: 'columns',
  as: 'argument',
  type: 'words',
  placeholder: '<columns...>',
  question: 'Which columns?',
  help: 'the columns, in the order of the index',
  picks: 'columns',
};
