import type { QualifiedName } from './names.ts';
import type { Column, Default, Grant } from './table.ts';

/** Types and expressions that a change brings along; `says` names each in a sentence, for example `--default`. */
export interface Asked {
  readonly types?: readonly { readonly text: string; readonly says: string }[];
  readonly expressions?: readonly AskedExpression[];
  /** The names of all constraints in the schema of the table, from which those that PostgreSQL chooses must differ. */
  readonly constraintNames?: true;
  readonly index?: AskedIndex;
  /** Columns of the table and of the first of the others that a foreign key compares, each as a name in SQL. */
  readonly compared?: readonly { readonly own: string; readonly other: string }[];
}

/** An index that is to be made: what the server has to say of its keys. */
export interface AskedIndex {
  /** As in CREATE INDEX, in order. */
  readonly keys: readonly string[];
  /** The rows that it covers: its functions must be as steady as those of the keys. */
  readonly where?: string;
  /** null: that of the index that it replaces. */
  readonly method: string | null;
}

export interface AskedExpression {
  readonly text: string;
  readonly says: string;
  /** Whether it may name columns of the table. */
  readonly over: 'table' | 'nothing';
  /** A column that is still to come and that it may name too, and which of the types it has. */
  readonly adding?: { readonly column: string; readonly type: number };
  /** It must be one that WHERE takes: true or false, and of one row. */
  readonly condition?: true;
  /** What it is a value for: one of the targets, or one of the types (by their place in the question). */
  readonly assigned?: { readonly target: number } | { readonly type: number };
}

/** In the order of the questions. */
export interface Answers {
  readonly types: readonly TypeFacts[];
  readonly expressions: readonly ExpressionFacts[];
  /** When they were asked for. */
  readonly constraintNames?: readonly string[];
  /** What the access method of an index can do, when it was asked for; null: it is that of an index that is there. */
  readonly method?: MethodFacts | null;
}

/** An access method, as pg_indexam_has_property knows it. */
export interface MethodFacts {
  readonly name: string;
  readonly unique: boolean;
  readonly include: boolean;
  readonly ordered: boolean;
  readonly multicolumn: boolean;
}

/** What hangs on a column's type. */
export interface Converting {
  /** Views over the column and views over those. */
  readonly views: readonly ReadingView[];
  /** The sequences of serial and identity columns. */
  readonly sequences: readonly OwnedSequence[];
  /** PL/pgSQL that may have been compiled for the old type. */
  readonly routines: readonly Routine[];
  readonly sample: Sample;
}

/** A view over the column, or over another such view. */
export interface ReadingView extends QualifiedName {
  /** Relations that it reads directly. */
  readonly reads: readonly QualifiedName[];
  /** What hangs on it and does not come back with it (pg_describe_object). */
  readonly strangers: readonly string[];
}

/** A sequence and the column that owns it; numbers as text, since they may not fit a double. */
export interface OwnedSequence extends QualifiedName {
  readonly column: string;
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly min: string;
  readonly max: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly unlogged: boolean;
  readonly comment: string | null;
  readonly grants: readonly Grant[] | null;
  readonly defaultGrantees: readonly string[];
}

export interface Routine {
  readonly name: QualifiedName;
  readonly arguments: string;
  readonly kind: 'f' | 'p';
  readonly cost: number;
  /** SECURITY DEFINER. */
  readonly definer: boolean;
  /** The role may alter it. */
  readonly owned: boolean;
}

/** What became of some rows when their values were converted, before anything was written. */
export interface Sample {
  readonly rows: number;
  /** Whether these were all rows. */
  readonly whole: boolean;
  readonly failed: number;
  readonly examples: readonly { readonly key: string; readonly value: string; readonly error: string }[];
}

/** A type that the user gave, as the server knows it. */
export interface TypeFacts extends Pick<
  Column,
  'type' | 'baseType' | 'domainNotNull' | 'domainChecked' | 'typeDefault' | 'collation'
> {
  /** As it was typed. */
  readonly asked: string;
  /** Its name without the modifier, and the modifier as the catalog has it (-1: none). */
  readonly bare: string;
  readonly modifier: number;
}

/** An expression that the user gave. */
export interface ExpressionFacts {
  /** As it was typed. */
  readonly asked: string;
  /** The same, parsed and written again. */
  readonly sql: string;
  /** Its type before it is assigned to anything; `unknown` for a bare string. */
  readonly type: string;
  /** The most volatile function of any name that is called in it. */
  readonly volatility: Default['volatility'];
}
