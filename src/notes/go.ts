const INITIALISMS = new Set(
  'acl api cpu css dns guid html http https id ip json qps ram rpc sla smtp sql ssh tcp tls ttl udp ui uid uri url uuid vm xml'.split(
    ' ',
  ),
);

/** Words a parameter must not be called: keywords, types, packages, and names that the snippets use themselves. */
export const TAKEN: ReadonlySet<string> = new Set(
  `any bool break byte case chan const context continue created ctx db default defer else err error errors fallthrough
  false float32 float64 for func go gorm goto if import int16 int32 int64 interface map nil package pgconn pgx pgxpool
  query range refused return row rows s select sql string struct switch time true type values var`.split(/\s+/),
);

/** What the key is called. */
const KEYS: ReadonlySet<string> = new Set(['id', 'key']);

function words(name: string): string[] {
  return (
    name
      .normalize('NFC')
      .replace(/(\p{Ll}|\p{Nd})(?=\p{Lu})/gu, '$1 ')
      .split(/[^\p{L}\p{Nd}]+/u)
      // Lower case of some letters is a letter and a mark, and Go takes no marks.
      .map((word) => word.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, ''))
      .filter((word) => word !== '')
  );
}

/**
 * An exported Go name for a column or table: `customer_id` becomes `CustomerID`. Any name gives a valid one; `prefix`
 * stands before what Go would not export.
 */
export function exported(name: string, prefix = 'Column'): string {
  const joined = words(name)
    .map((word) => (INITIALISMS.has(word) ? word.toUpperCase() : capital(word)))
    .join('');
  // Exported means: begins with an upper-case letter, which digits and some scripts do not have.
  return /^\p{Lu}/u.test(joined) ? joined : `${prefix}${joined}`;
}

/** A Go parameter name for a column: `full_name` becomes `fullName`; `value` where that would be taken. */
export function parameter(name: string): string {
  const [first = '', ...rest] = words(name);
  const joined = first + (rest.length === 0 ? '' : exported(rest.join('_')));
  return /^\p{Ll}/u.test(joined) && !TAKEN.has(joined) && !KEYS.has(joined) ? joined : 'value';
}

/** A Go string literal: raw where Go allows it, because SQL reads better so, otherwise interpreted. */
export function stringLiteral(text: string): string {
  // A raw literal cannot hold a backtick, loses carriage returns, and no Go source holds NUL or a BOM.
  if (!/[`\p{Cc}\uFEFF]/u.test(text)) return `\`${text}\``;
  return JSON.stringify(text).replaceAll('\uFEFF', '\\uFEFF');
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(bigint|int8)$/, 'int64'],
  [/^(integer|int4|int)$/, 'int32'],
  [/^(smallint|int2)$/, 'int16'],
  [/^(boolean|bool)$/, 'bool'],
  [/^(double precision|float8)$/, 'float64'],
  [/^(real|float4)$/, 'float32'],
  [/^(date|timestamp.*|timestamptz)$/, 'time.Time'],
  [/^(bytea|jsonb?)$/, '[]byte'],
];

/**
 * The Go type for a column of this PostgreSQL type, a pointer when it may be NULL. A type that database/sql has no own
 * value for is read and written as a string.
 */
export function goType(type: string, notNull: boolean): string {
  const bare = type.replace(/^pg_catalog\./, '').replace(/\([^)]*\)/, '');
  const found = TYPES.find(([pattern]) => pattern.test(bare))?.[1] ?? 'string';
  return notNull || found === '[]byte' ? found : `*${found}`;
}

function capital(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
