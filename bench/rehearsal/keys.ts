import type pg from 'pg';
import { quoteName } from '../../src/catalog/name.ts';

/** A column, chosen to be renamed. */
export interface Target {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** What code that knows nothing of the table must know of it to write valid rows. */
export interface Shape {
  /** Quoted and qualified. */
  readonly table: string;
  /** Unquoted, of the target. */
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  /** A default of its own, so that an INSERT may leave it out. */
  readonly defaulted: boolean;
  readonly generated: boolean;
  /** The column alone has a unique index: code may say ON CONFLICT on it. */
  readonly arbiter: boolean;
  readonly unique: boolean;
  /** Values must be found in another table. */
  readonly foreign: boolean;
  /** Other tables hold its values. */
  readonly referenced: boolean;
  readonly key: readonly string[];
  /** What an INSERT copies from another row. */
  readonly copied: readonly string[];
  /** What an INSERT must say anew, with its type: unique, and no default. */
  readonly fresh: readonly { readonly name: string; readonly type: string }[];
  /** A copy of a row can be made that collides with none. */
  readonly insertable: boolean;
  /** A column whose update changes nothing that is compared. */
  readonly other: string | null;
  /** Values that the column has at the start, as text. */
  readonly pool: readonly (string | null)[];
}

interface Row {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly defaulted: boolean;
  readonly generated: boolean;
  readonly foreign: boolean;
  readonly referenced: boolean;
}

const COLUMNS = `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
    a.atthasdef AND a.attgenerated = '' OR a.attidentity <> '' AS defaulted, a.attgenerated <> '' AS generated,
    EXISTS (SELECT FROM pg_constraint WHERE conrelid = a.attrelid AND contype = 'f' AND a.attnum = ANY (conkey)) AS foreign,
    EXISTS (SELECT FROM pg_constraint WHERE confrelid = a.attrelid AND contype = 'f' AND a.attnum = ANY (confkey)) AS referenced
  FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const UNIQUE = `SELECT i.indisprimary AS primary, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
  WHERE i.indrelid = $1::regclass AND i.indisunique GROUP BY i.indexrelid, i.indisprimary`;

/** Types of which a value that no other client says is easily made. */
const MADE = /^(smallint|integer|bigint|text|uuid|character varying.*|timestamp.*)$/;

/** Reads what is needed to write rows of the table; null where rows cannot be told apart or their column cannot be written. */
export async function shapeOf(client: pg.Client, { schema, table, column }: Target): Promise<Shape | null> {
  const name = quoteName(schema, table);
  const { rows: columns } = await client.query<Row>(COLUMNS, [name]);
  const { rows: indexes } = await client.query<{ primary: boolean; columns: string[] }>(UNIQUE, [name]);
  const own = columns.find((each) => each.name === column);
  const key = indexes.find(({ primary }) => primary)?.columns;
  if (own === undefined || key === undefined || own.generated) return null;
  const uniques = indexes.filter((each) => each.columns.includes(column));
  const { fresh, left, insertable } = apart(columns, indexes);
  const { rows: pool } = await client.query<{ value: string | null }>(
    `SELECT DISTINCT ${quoteName(column)}::text AS value FROM ${name} LIMIT 200`,
  );
  const plain = columns.filter((each) => each.name !== column && !each.generated);
  return {
    ...own,
    table: name,
    column,
    arbiter: uniques.some((each) => each.columns.length === 1),
    unique: uniques.length > 0,
    key,
    copied: plain.map((each) => each.name).filter((each) => !left.has(each)),
    fresh: fresh.filter((each) => each.name !== column),
    insertable,
    other: plain.find((each) => !indexes.some((index) => index.columns.includes(each.name)))?.name ?? null,
    pool: pool.map(({ value }) => value),
  };
}

/** How a copy of a row comes not to collide with it: of each unique index one column is left to its default, or said anew. */
function apart(
  columns: readonly Row[],
  indexes: readonly { columns: readonly string[] }[],
): {
  fresh: Row[];
  left: Set<string>;
  insertable: boolean;
} {
  let insertable = true;
  const fresh: Row[] = [];
  const left = new Set<string>();
  for (const index of indexes) {
    const parts = columns.filter((each) => index.columns.includes(each.name));
    const defaulted = parts.find((each) => each.defaulted);
    const made = parts.find((each) => !each.foreign && MADE.test(each.type));
    if (defaulted !== undefined) left.add(defaulted.name);
    else if (made !== undefined) {
      left.add(made.name);
      fresh.push(made);
    } else insertable = false;
  }
  return { fresh, left, insertable };
}

let made = 1_000_000;

/** A value of the type that no other call gives. */
export function freshValue(type: string): string {
  made += 1;
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  // It ends in 1, for PostgreSQL drops zeros at the end.
  if (type.startsWith('timestamp')) return `2024-06-15 12:00:00.${String(made % 100_000).padStart(5, '0')}1+00`;
  if (type === 'smallint') return String(made % 30_000);
  return String(made);
}
