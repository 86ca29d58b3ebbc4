import type { PhaseName } from './names.ts';

/** One version of the application as the change sees it, and with which schema it may run. Neighbours in the list may run together. */
export interface CodeVersion {
  readonly id: string;
  /** The deploy that ships it; 0: the code that runs now. */
  readonly deploy: number;
  /** What it is called in a sentence: `old code`, `code of deploy 2`. */
  readonly says: string;
  readonly writes: readonly ColumnSide[];
  /** The columns that it reads; of several the first that is not NULL. */
  readonly reads: readonly ColumnSide[];
  /** The phase after which it may run; null: as things are now. */
  readonly since: PhaseName | null;
  /** The phase before which its last instance is gone; null: it stays. */
  readonly until: PhaseName | null;
  /** What must be true before it ships, beyond the queries. */
  readonly needs: string;
  /** What a person must know who writes it, a paragraph each. */
  readonly advice: readonly string[];
  /** What code sends before and with this version, where that is not told by the columns that it writes and reads. */
  readonly statements?: readonly { readonly before: string; readonly after: string }[];
  /** Absent where the code has nothing to say of it. */
  readonly model?: CodeModel;
  /** What the model of the last version comes to once the last migration has run, where that is not the same. */
  readonly settled?: CodeModel;
}

/** What a version of the code knows of the table: from this its model and its queries are written in any language. */
export interface CodeModel {
  /** What it calls the table; null: it does not know it. */
  readonly table: string | null;
  /** While this version runs, it may be a view that stands under that name: one has no primary key. */
  readonly mayBeView: boolean;
  /** The primary key, when that is one column. */
  readonly key: ModelColumn | null;
  /** The columns that the change is about, those that are to be read as one value in the order in which they are tried. */
  readonly columns: readonly ModelColumn[];
  /** What the database refuses, so that this version expects it: SQLSTATE and the constraint or index. */
  readonly expects: readonly { readonly code: string; readonly constraint: string }[];
}

/** A column as a version of the code has it; one that it neither reads nor writes is in the table all the same. */
export interface ModelColumn {
  readonly name: string;
  /** Columns that have this in common hold the same value. */
  readonly value: string;
  /** The column after which the code calls the value. */
  readonly called: string;
  readonly type: string;
  readonly default: string | null;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Whether a reader must bear a NULL, and whether a writer may send one. */
  readonly readsNull: boolean;
  readonly writesNull: boolean;
}

/** One of the two columns of a pair. */
export type ColumnSide = 'old' | 'new';
