import { quoteIdentifier, quoteLiteral } from './quote.ts';
import type { QualifiedName } from '../types.ts';

declare const brand: unique symbol;

/**
 * A piece of SQL that is already safe where it stands. Templates accept nothing else: a plain string
 * in a template is a compile error, and `render` refuses it at run time too.
 */
export class Sql {
  declare readonly [brand]: true;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** An identifier; quoted only where PostgreSQL would need it. */
export const ident = (name: string): Sql => new Sql(quoteIdentifier(name));

/** `schema.name`, both parts quoted as needed. */
export const qualified = (name: QualifiedName): Sql =>
  new Sql(`${quoteIdentifier(name.schema)}.${quoteIdentifier(name.name)}`);

/** A string literal. */
export const literal = (text: string): Sql => new Sql(quoteLiteral(text));

/** An integer literal. */
export const integer = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new TypeError(`not an integer: ${String(value)}`);
  return new Sql(String(value));
};

/** A type, an expression or a definition exactly as PostgreSQL itself printed or `deparse` made it. */
export const verbatim = (text: string): Sql => new Sql(text);

/** Nothing: an optional clause that is not there. */
export const nothing: Sql = new Sql('');

/** Values joined with a separator; templates have no loops. */
export const list = (values: readonly Sql[], separator = ', '): Sql =>
  new Sql(values.map((value) => value.text).join(separator));

/** A clause with a leading space when there is a value, nothing otherwise. */
export const clause = (keyword: string, value: Sql | null): Sql =>
  value === null ? nothing : new Sql(` ${keyword} ${value.text}`);

/**
 * Text inside dollar quotes. The tag is one that does not occur in the text: an identifier may contain `$$`,
 * and a body may hold another dollar-quoted body.
 */
export function body(text: Sql, tag = 'ec'): Sql {
  let chosen = tag;
  for (let n = 1; text.text.includes(`$${chosen}$`); n += 1) chosen = `${tag}${n}`;
  return new Sql(`$${chosen}$\n${text.text}\n$${chosen}$`);
}

/** Lines of a `--` comment. A newline inside a name starts no new line of SQL: it is shown as a space. */
export const comment = (lines: readonly string[]): Sql =>
  new Sql(lines.map((line) => `-- ${line.replaceAll(/\s+/g, ' ')}`.trimEnd()).join('\n'));
