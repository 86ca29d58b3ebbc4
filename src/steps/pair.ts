import type { Sql } from '../sql/value.ts';
import type { Column, Default, QualifiedName, TypeFacts } from '../types.ts';

/** A column and the name of the one that takes its place. */
export interface Pair {
  readonly old: Column;
  /** The name that the new column has while both are there. */
  readonly name: string;
  /** How the new column's type differs; left out where it is the old one's. */
  readonly converts?: Conversion;
}

/** How a column of the table stands in an expression: by itself, or as a field of NEW. */
export type Reference = (column: string) => Sql;

/** How values come from one type to another. Nothing here ever raises: what cannot be converted is NULL. */
export interface Conversion {
  readonly type: TypeFacts;
  /** The name of the column after contract. */
  readonly final: string;
  readonly up: (at: Reference) => Sql;
  /** null: no code writes the new column before contract, so nothing has to come back from it. */
  readonly down: ((at: Reference) => Sql) | null;
  /** Whether `down` may give NULL for a value, and nobody has said what else. */
  readonly mayEmpty: boolean;
  /** What brings the old type back when contract is taken back: an expression over the column; null when nobody knows. */
  readonly back: string | null;
  /** The old column's default as one of the new column. */
  readonly defaultOf: (expression: string) => string;
  /** What the old type can say and the new one cannot, as a condition; null where there is no such value. */
  readonly lossless: ((at: Reference) => Sql) | null;
  /** The functions that `up` and `down` call. */
  readonly functions: readonly ConversionFunction[];
}

/** A function that converts and never raises, made by expand and dropped by contract. */
export interface ConversionFunction {
  readonly name: QualifiedName;
  readonly create: readonly Sql[];
}

/** Whether the new column takes over the old one's name in contract. */
export const keepsName = ({ old, converts }: Pair): boolean => converts?.final === old.name;

/** The name of the column after contract. */
export const finalName = ({ name, converts }: Pair): string => converts?.final ?? name;

/** The column that takes the old one's place, as it is while both are there. */
export const newColumn = ({ old, name, converts }: Pair): Column => {
  if (converts === undefined) return { ...old, name };
  const { type, baseType, domainNotNull, domainChecked, typeDefault } = converts.type;
  // A collation of the column's own stays with it, where the type has one at all.
  const own = old.collation?.isTypeDefault === false && converts.type.collation !== null;
  const collation = own ? old.collation : converts.type.collation;
  return { ...old, name, type, baseType, domainNotNull, domainChecked, typeDefault, collation };
};

/** A constant or STABLE default, as the new column has it; null when there is none. */
export const steadyDefaultOf = ({ old, converts }: Pair): Default | null =>
  old.default === null || old.default.volatility === 'volatile'
    ? null
    : { ...old.default, expression: converts?.defaultOf(old.default.expression) ?? old.default.expression };
