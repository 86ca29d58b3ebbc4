// --------------------------------------------------------------------- Plan

export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

export interface Lock {
  /** Quoted and qualified, as it would stand in SQL. */
  readonly relation: string;
  readonly mode: LockMode;
  /** true: taken under a short lock_timeout, with retries (inside a retry block). */
  readonly retried: boolean;
}

/** What a statement does to a busy database, read from its parse tree, never declared by hand. */
export interface Facts {
  readonly locks: readonly Lock[];
  /** 'forbidden': CONCURRENTLY, or a DO that commits. */
  readonly transaction: 'allowed' | 'forbidden';
  /** Reads a whole table. */
  readonly scans: boolean;
  /** Writes a whole table or builds an index anew. */
  readonly rewrites: boolean;
  /** Removes something that cannot be had back from the database. */
  readonly destroys: boolean;
}

export interface Statement {
  readonly sql: string;
  readonly facts: Facts;
}

/** One reviewable action. `run` are complete top-level statements, in order. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly run: readonly Statement[];
}
