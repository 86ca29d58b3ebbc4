import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { quotedLineBreaks } from './scan.ts';
import type { QualifiedName } from '../types.ts';

declare const brand: unique symbol;

/**
 * A piece of SQL that is already safe where it stands. Templates accept nothing else: a plain string
 * in a template is a compile error, and `render` refuses it at run time too.
 */
export class Sql {
  declare readonly [brand]: true;
  readonly text: string;
  /** Where in the text a line ends inside a string, a quoted identifier or a dollar-quoted body: `indent` leaves those alone. */
  readonly quotedBreaks: readonly number[];

  constructor(text: string, quotedBreaks: readonly number[]) {
    this.text = text;
    this.quotedBreaks = quotedBreaks;
  }

  toString(): string {
    return this.text;
  }
}

const NONE: readonly number[] = [];

function lineBreaks(text: string): readonly number[] {
  if (!text.includes('\n')) return NONE;
  return [...text.matchAll(/\n/g)].map(({ index }) => index);
}

/** One token, whatever it holds. */
const quoted = (text: string): Sql => new Sql(text, lineBreaks(text));

/** An identifier; quoted only where PostgreSQL would need it. */
export const ident = (name: string): Sql => quoted(quoteIdentifier(name));

/** `schema.name`, both parts quoted as needed. */
export const qualified = (name: QualifiedName): Sql =>
  quoted(`${quoteIdentifier(name.schema)}.${quoteIdentifier(name.name)}`);

/** A string literal. */
export const literal = (text: string): Sql => quoted(quoteLiteral(text));

/** An integer literal. */
export const integer = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new TypeError(`not an integer: ${String(value)}`);
  return new Sql(String(value), NONE);
};

/** A type, an expression or a definition exactly as PostgreSQL itself printed or `deparse` made it. */
export const verbatim = (text: string): Sql => new Sql(text, text.includes('\n') ? quotedLineBreaks(text) : NONE);

/** A value inside the text of `format()`, where a percent sign opens a gap. */
export const inFormat = (value: Sql): Sql => {
  const text = value.text.replaceAll('%', '%%');
  return text === value.text ? value : verbatim(text);
};

/** Nothing: an optional clause that is not there. */
export const nothing: Sql = new Sql('', NONE);

/** Values and plain text between them, one after the other. */
export function concatenate(pieces: readonly (Sql | string)[]): Sql {
  const breaks: number[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    for (const at of piece.quotedBreaks) breaks.push(text.length + at);
    text += piece.text;
  }
  return new Sql(text, breaks);
}

/** Values joined with a separator; templates have no loops. */
export const list = (values: readonly Sql[], separator = ', '): Sql =>
  concatenate(values.flatMap((value, at) => (at === 0 ? [value] : [separator, value])));

/** One SQL array of text. */
export const textArray = (values: readonly string[]): Sql =>
  concatenate(['ARRAY[', list(values.map(literal)), ']::pg_catalog.text[]']);

/** A clause with a leading space when there is a value, nothing otherwise. */
export const clause = (keyword: string, value: Sql | null): Sql =>
  value === null ? nothing : concatenate([` ${keyword} `, value]);

/**
 * Text inside dollar quotes. The tag is one that does not occur in the text: an identifier may contain `$$`,
 * and a body may hold another dollar-quoted body.
 */
export function body(text: Sql, tag = 'ec'): Sql {
  let chosen = tag;
  for (let n = 1; text.text.includes(`$${chosen}$`); n += 1) chosen = `${tag}${n}`;
  return quoted(`$${chosen}$\n${text.text}\n$${chosen}$`);
}

/** Lines of a `--` comment. A newline inside a name starts no new line of SQL: it is shown as a space. */
export const comment = (lines: readonly string[]): Sql =>
  new Sql(lines.map((line) => `-- ${line.replaceAll(/\s+/g, ' ')}`.trimEnd()).join('\n'), NONE);
