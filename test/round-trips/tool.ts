import type { Project } from './project.ts';

/** One migration tool, as a team has it that uses it. One a file in `tools/`, listed in `tools/index.ts`. */
export interface Tool {
  /** What the test is called; the format, and the flavour where a tool has several. */
  readonly name: string;
  /** The name of the format in src/formats. */
  readonly format: string;
  /** Where the team has its migrations. */
  readonly directory: string;
  /** What the tool makes in the database for itself; no part of the schema. */
  readonly own: RegExp;
  /** The line that installs the tool, or null when it is here. */
  missing(): string | null;
  /** Writes the tool's settings, and `migration` as the first migration of the team's own, as a file of this tool. */
  prepare(project: Project, migration: string): Promise<void> | void;
  /** Runs the next pending migration by the tool's own command, or all that are pending where the tool cannot step. */
  next(project: Project): Promise<unknown>;
  /** Runs all that are pending, where `next` fails when nothing is; else `next` is called. */
  all?(project: Project): Promise<unknown>;
  /** Takes the last migration back by the tool's own command, where it has one. */
  back?(project: Project): Promise<unknown>;
}
