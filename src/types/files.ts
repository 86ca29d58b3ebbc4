import type { PhaseName } from './names.ts';

// -------------------------------------------------------------------- Files

export interface OutputFile {
  /** Relative to the directory of the migrations or of the plan. */
  readonly path: string;
  readonly phase: PhaseName | null;
  readonly direction: 'up' | 'down';
  /** May run inside a transaction block. */
  readonly transaction: boolean;
  /** An up file that also says how it is taken back. */
  readonly reversible?: boolean;
  /**
   * What no migration tool runs: a `sidecar` stands beside a migration or lists it (a journal), a `script` is run by a person with
   * psql and lies in the plan's folder. Absent: a migration.
   */
  readonly role?: 'sidecar' | 'script';
  /** The file is there already, and this is its new text. */
  readonly replaces?: boolean;
  readonly content: string;
}

/** A file as plan.json lists it. Sidecars are not listed. */
export type ListedFile = Omit<OutputFile, 'content' | 'replaces'>;
