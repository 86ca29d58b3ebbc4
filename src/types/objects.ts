import type { QualifiedName } from './names.ts';

export interface Index extends QualifiedName {
  /** pg_get_indexdef with every name qualified. */
  readonly definition: string;
  /** Names of all columns it touches: keys, INCLUDE, expressions, predicate. */
  readonly columns: readonly string[];
  readonly keyColumns: number;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly exclusion: boolean;
  /** Checked at once (not deferrable). */
  readonly immediate: boolean;
  readonly nullsNotDistinct: boolean;
  readonly partial: boolean;
  readonly hasExpressions: boolean;
  readonly method: string;
  readonly valid: boolean;
  readonly clustered: boolean;
  readonly replicaIdentity: boolean;
  /** The constraint of the same table that owns it. */
  readonly constraint: string | null;
  /** Foreign keys and views that hold it or its constraint in place (pg_describe_object). */
  readonly dependents: readonly string[];
  readonly tablespace: string | null;
  readonly bytes: number;
  readonly comment: string | null;
  /** The index of the parent to which it is attached. */
  readonly parent: QualifiedName | null;
  /** Extensions that take it along when they are dropped (DEPENDS ON EXTENSION). */
  readonly extensions: readonly string[];
  /** ALTER INDEX ... ALTER COLUMN n SET STATISTICS: position (from 1) and target. */
  readonly statistics: readonly { readonly position: number; readonly target: number }[];
}

export interface Constraint {
  readonly name: string;
  /** pg_constraint.contype; 'n' (NOT NULL) only on 18 and later. */
  readonly type: 'c' | 'f' | 'p' | 'u' | 'x' | 'n' | 't';
  /** pg_get_constraintdef with every name qualified. */
  readonly definition: string;
  /** The table that carries it: the target itself, or, for an incoming foreign key, the other table. */
  readonly table: QualifiedName;
  /** Columns of the target table that it touches. */
  readonly columns: readonly string[];
  /** For foreign keys: the other end. */
  readonly references: QualifiedName | null;
  /** An incoming foreign key (the target table is the referenced one). A self-reference is `incoming: true` when it references `columns`. */
  readonly incoming: boolean;
  readonly validated: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
  readonly noInherit: boolean;
  readonly enforced: boolean;
  /** Said of the table itself (conislocal), and said of a parent (coninhcount or conparentid). */
  readonly local: boolean;
  readonly inherited: boolean;
  /** The index behind a unique, primary key or exclusion constraint. */
  readonly index: string | null;
  readonly comment: string | null;
}

export interface Trigger {
  readonly name: string;
  /** pg_get_triggerdef with every name qualified. */
  readonly definition: string;
  readonly function: QualifiedName;
  readonly arguments: readonly string[];
  readonly timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF';
  readonly row: boolean;
  readonly events: readonly ('INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE')[];
  /** UPDATE OF columns. */
  readonly updateOf: readonly string[];
  /** Columns named in WHEN or UPDATE OF (pg_depend). */
  readonly columns: readonly string[];
  /** pg_trigger.tgenabled */
  readonly enabled: 'O' | 'D' | 'R' | 'A';
  readonly constraint: boolean;
  readonly comment: string | null;
  /** Belongs to an extension or was cloned from a parent's. */
  readonly inherited: boolean;
}

export interface Policy {
  readonly name: string;
  /** The table that carries it (another one, when its expression reads the target). */
  readonly table: QualifiedName;
  readonly permissive: boolean;
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly columns: readonly string[];
  readonly comment: string | null;
}

export interface Rule {
  readonly name: string;
  readonly table: QualifiedName;
  /** pg_get_ruledef */
  readonly definition: string;
  readonly columns: readonly string[];
  readonly enabled: 'O' | 'D' | 'R' | 'A';
  readonly comment: string | null;
}

export interface ExtendedStatistics extends QualifiedName {
  /** pg_get_statisticsobjdef with every name qualified. */
  readonly definition: string;
  readonly owner: string;
  readonly columns: readonly string[];
  readonly target: number | null;
  readonly comment: string | null;
}

export interface Publication {
  readonly name: string;
  readonly allTables: boolean;
  /** Published through FOR TABLES IN SCHEMA (15+): no column list or filter is possible there. */
  readonly viaSchema: boolean;
  /** The column list (15+), null when every column is published. */
  readonly columns: readonly string[] | null;
  /** The row filter (15+), as pg_get_expr gives it. */
  readonly filter: string | null;
  /** Target columns that the filter names. */
  readonly filterColumns: readonly string[];
}
