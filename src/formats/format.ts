import type { Finding, OutputFile, PhaseName, Plan } from '../types.ts';

/** The part of a team's repository that detection and layout may look into. Paths are as the user writes them. */
export interface Repo {
  /** Names of the entries of a directory, in order, a folder's with a `/` behind it; empty when there is no such directory. */
  list(directory: string): readonly string[];
  /** The text of a file, or null when there is none. */
  read(path: string): string | null;
}

/** Why a tool was recognised. */
export interface Evidence {
  /** Half-sentences that can be shown, the strongest first: `there is a knexfile.js`, `package.json has knex`. */
  readonly because: readonly string[];
  /** Where its migrations lie, or belong when there are none yet. */
  readonly directory: string;
  /** Other places where as many lie; a person chooses. */
  readonly others?: readonly string[];
  /** How many migrations of this tool lie there: a tool whose directory has files goes before one that is only configured. */
  readonly migrations: number;
  /** Only the look of its files tells: a tool that says more of the same directory goes before it. */
  readonly alike?: boolean;
}

/** What a format needs in order to name and lay out files. The clock is an input. */
export interface Naming {
  /** As the user writes it; for messages, and to look into with `repo`. */
  readonly directory: string;
  /** The names of what lies in it now, a folder's with a `/` behind it, without the files of an earlier writing of this plan. */
  readonly existing: readonly string[];
  readonly now: Date;
  /** What an earlier writing of the same plan wrote into it: its numbers are used again. Empty when there is none. */
  readonly reuse: readonly string[];
  readonly repo: Repo;
  /** Only these phases of the plan; undefined: all. Numbers and names are given as if there were no others. */
  readonly phases?: readonly PhaseName[];
}

/** What a tool can and cannot do, as far as it decides how files are laid out and delivered. */
export interface Capabilities {
  /** How SQL reaches the server: a whole file (or section) as one simple query, or one statement at a time. */
  readonly sends: 'whole' | 'statements';
  /** What it wraps in a transaction when nothing is said: nothing, each file, or all pending files together. */
  readonly transaction: 'none' | 'file' | 'all';
  /** What keeps a file out of a transaction, in the words of the tool; null: nothing does. */
  readonly optOut: string | null;
  /** A file without a transaction may hold several statements. Else one that cannot run in a transaction stands alone in its file. */
  readonly several: boolean;
  /** `runs` applies one pending migration and leaves the others. */
  readonly steps: boolean;
  /** Where the way back is written: a file beside, a section or function in the same file, or nowhere. */
  readonly down: 'file' | 'section' | 'none';
  /** Later phases wait in the plan's folder unless `--no-staged` is said. */
  readonly staged: boolean;
}

/** A migration file as history knows it. */
export interface MigrationFile {
  /** From the directory of the migrations. */
  readonly path: string;
  readonly directory: string;
  readonly repo: Repo;
}

/** How to see which files a database has run. */
export interface History {
  /** The tool's own table as SQL names it, for to_regclass; schema and name from the tool's defaults. */
  readonly table: string;
  /** One row for each note in it, in one text column `version`, the oldest first. */
  readonly query: string;
  /** What stands in that column for a file. */
  version(file: MigrationFile): string;
  /** Whether rows of the query say that a file has run. */
  ran(file: MigrationFile, rows: readonly string[]): boolean;
}

/** One migration tool. */
export interface Format {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  /** Where migrations lie when nothing else is said; null: only the repository or `--dir` can say. */
  readonly directory: string | null;
  readonly capabilities: Capabilities;
  /**
   * The command that runs the next pending file (all of them where there are no `steps`). `{file}` stands for its path, `{directory}`
   * for the directory, `{name}` for the file's name without its ending (or that of the folder which is the migration) and `{stem}` for the
   * file's own, `{version}` for its number, `{app}` for the folder around the directory and `{database}` for the directory's own name.
   */
  readonly runs: string;
  /** null: the tool keeps no history. */
  readonly history: History | null;
  /** What a person has to see to in the tool itself, for these files of this plan. */
  findings?(files: readonly OutputFile[], plan: Plan, naming: Naming): readonly Finding[];
  detect(repo: Repo): Evidence | null;
  /**
   * Up files in the order in which they run, then down files in the order in which they run (the last phase first), each sidecar
   * behind the file that it belongs to. Paths are relative to the directory. Everything that is taken from the repository (numbers,
   * header, flavour of the language) is read through `naming.repo`. Throws UserError when what lies there cannot be continued.
   */
  files(plan: Plan, naming: Naming): OutputFile[];
}
