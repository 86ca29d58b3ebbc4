/** The types that the languages tell apart. */
export type Family =
  | 'smallint'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'real'
  | 'double'
  | 'boolean'
  | 'text'
  | 'varchar'
  | 'char'
  | 'uuid'
  | 'json'
  | 'jsonb'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'bytea'
  | 'other';

/** A type of PostgreSQL, taken apart. */
export interface SqlType {
  readonly family: Family;
  readonly array: boolean;
  /** The numbers in parentheses: length, or precision and scale. */
  readonly sizes: readonly string[];
  readonly sql: string;
}

const FAMILIES: Readonly<Record<string, Family>> = {
  smallint: 'smallint',
  int2: 'smallint',
  integer: 'integer',
  int: 'integer',
  int4: 'integer',
  bigint: 'bigint',
  int8: 'bigint',
  numeric: 'numeric',
  decimal: 'numeric',
  real: 'real',
  float4: 'real',
  'double precision': 'double',
  float8: 'double',
  boolean: 'boolean',
  bool: 'boolean',
  text: 'text',
  'character varying': 'varchar',
  varchar: 'varchar',
  character: 'char',
  char: 'char',
  bpchar: 'char',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  date: 'date',
  'timestamp without time zone': 'timestamp',
  timestamp: 'timestamp',
  'timestamp with time zone': 'timestamptz',
  timestamptz: 'timestamptz',
  'time without time zone': 'time',
  time: 'time',
  bytea: 'bytea',
};

/** Takes a type apart as format_type writes it; one that is not known is of the family `other`. */
export function sqlType(sql: string): SqlType {
  const array = sql.endsWith('[]');
  const sizes = /\(([\d, ]+)\)/.exec(sql)?.[1]?.split(/, */) ?? [];
  const bare = sql
    .replace(/\[\]$/, '')
    .replace(/\([^)]*\)/, '')
    .replace(/^pg_catalog\./, '')
    .trim()
    .replace(/ {2,}/, ' ');
  return { family: FAMILIES[bare] ?? 'other', array, sizes, sql };
}

/** What a default comes to, where the code can say it itself. */
export type Standard =
  | { readonly is: 'string' | 'number' | 'boolean'; readonly value: string }
  | { readonly is: 'now' }
  | { readonly is: 'sequence' }
  | { readonly is: 'uuid' }
  | { readonly is: 'expression'; readonly sql: string };

/** Reads the default of a column; null when there is none. */
export function standardOf(sql: string | null): Standard | null {
  if (sql === null || /^NULL(?:::|$)/i.test(sql)) return null;
  if (/^nextval\(|^(?:identity|serial)$/i.test(sql)) return { is: 'sequence' };
  if (/^(?:now\(\)|CURRENT_TIMESTAMP|transaction_timestamp\(\))$/i.test(sql)) return { is: 'now' };
  if (/^gen_random_uuid\(\)$/i.test(sql)) return { is: 'uuid' };
  if (/^(?:true|false)$/i.test(sql)) return { is: 'boolean', value: sql.toLowerCase() };
  const number = /^\(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::(?:\w+|double precision))?$/.exec(sql)?.[1];
  if (number !== undefined && !/::(?:text|character varying|varchar)/.test(sql)) return { is: 'number', value: number };
  const text = /^'((?:[^'\\]|'')*)'(?:::(?:text|character varying|varchar|bpchar))?$/.exec(sql)?.[1];
  return text === undefined ? { is: 'expression', sql } : { is: 'string', value: text.replaceAll("''", "'") };
}
