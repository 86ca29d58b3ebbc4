// --------------------------------------------------------------------- Scan

/** What a place in the code does with a name. `schema` is DDL: a migration that has run, or a schema file. */
export type MentionKind = 'sql-read' | 'sql-write' | 'schema' | 'model' | 'query' | 'interface' | 'text';

/**
 * `certain`: SQL that was parsed, of the right table. `likely`: what is around it names the table or its model. `possible`:
 * it names it, the table is not known. `other`: most likely the name of something else.
 */
export type Certainty = 'certain' | 'likely' | 'possible' | 'other';

/** What is done with the values: `both` for a declaration, which reads and writes count on. */
export type Access = 'read' | 'write' | 'both' | 'unknown';

/** A place in the code that names what a plan changes. */
export interface Mention {
  /** From the scanned directory, with slashes. */
  readonly file: string;
  /** Both from 1; the column counts characters. */
  readonly line: number;
  readonly column: number;
  /** The name that was looked for, the table for which it was (as SQL has it), and how it is spelled there. */
  readonly name: string;
  readonly table: string;
  readonly spelling: string;
  readonly what: MentionKind;
  readonly access: Access;
  readonly certainty: Certainty;
  /** The line, or the part of it around the name. */
  readonly excerpt: string;
}

/** A statement of pg_stat_statements that names what a plan changes. */
export interface RunningMention {
  readonly query: string;
  readonly calls: number;
  readonly access: Access;
  readonly certainty: Certainty;
}

/** Where the code and the statements that run name what a plan changes, as of the moment the plan was made. */
export interface Scan {
  /** As the user would write it. */
  readonly directory: string;
  /** What listed the files: git, which knows what is ignored, or a walk through the folders, which knows only vendored ones. */
  readonly listedBy: 'git' | 'walk';
  readonly names: readonly string[];
  readonly files: ScannedFiles;
  /** By file, line and column. */
  readonly mentions: readonly Mention[];
  /** All that were found by certainty, also those beyond the limit of the list, and in how many files something not `other`. */
  readonly found: Readonly<Record<Certainty, number>> & { readonly files: number };
  /** Longer names that hold one of the names, such as an index's: counted, with the first few of them. */
  readonly longer: { readonly count: number; readonly examples: readonly string[] };
  /** null: pg_stat_statements was not asked, for the reason in `runningSays`. */
  readonly running: readonly RunningMention[] | null;
  readonly runningSays: string;
}

/** How many files were read, and how many were not and why. */
export interface ScannedFiles {
  readonly read: number;
  readonly binary: number;
  /** Over 1 MB. */
  readonly large: number;
  /** Vendored or minified, lists of locked packages, and migrations and plans of this program. */
  readonly leftOut: number;
  readonly unreadable: number;
}

/** Statements of pg_stat_statements that name the target, or why there are none. */
export type RunningStatements =
  | {
      readonly statements: readonly { readonly query: string; readonly calls: number }[];
      /** Statements of other roles, whose text the role may not see. */
      readonly hidden: number;
    }
  | { readonly why: 'not installed' | 'not readable' };
