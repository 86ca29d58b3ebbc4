import type { OutputFile, Plan } from '../types.ts';

/** The part of a team's repository that detection may look at. */
export interface Repo {
  /** Names of the entries of a directory, relative to the root; empty when there is none. */
  list(directory: string): readonly string[];
  /** The text of a file, or null when there is none. */
  read(path: string): string | null;
}

/** Why a format was recognised, in words that can be shown. */
export interface Evidence {
  readonly because: string;
  /** Where its migrations lie. */
  readonly directory: string;
}

/** What a format needs in order to name files. The clock is an input. */
export interface Naming {
  /** How the user writes the directory; for messages. */
  readonly directory: string;
  /** The names of the files that lie in it now. */
  readonly existing: readonly string[];
  readonly now: Date;
  /** Version numbers of an earlier writing of the same plan, to be used again; empty when there is none. */
  readonly reuse: readonly string[];
}

/** One migration tool's layout. */
export interface Format {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  /** The tool sends a whole file as one query, so a statement that cannot run in a transaction stands alone in its file. */
  readonly whole: boolean;
  /** Where migrations lie when nothing else is said. */
  readonly directory: string;
  /** The command that runs the next pending file, `{file}` standing for its path. */
  readonly runs: string;
  detect(repo: Repo): Evidence | null;
  /**
   * Up files in the order in which they run, then down files in the order in which they run (the last phase first).
   * Paths are relative to the directory. Throws UserError when the numbering of the directory cannot be continued.
   */
  files(plan: Plan, naming: Naming): OutputFile[];
}
