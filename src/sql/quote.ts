import { QuoteUtils } from '@pgsql/quotes';

/**
 * Words that PL/pgSQL reserves though SQL does not: unquoted, a column called `loop` or `begin` would end an
 * expression inside a function body (pl_reserved_kwlist.h), and `new` and `old` read like the trigger's records.
 */
const PLPGSQL_WORDS = new Set('begin by declare execute exception foreach if loop new old strict while'.split(' '));

/** Quotes an identifier the way PostgreSQL's quote_ident does: only when it is a keyword or not all lower case. */
export const quoteIdentifier = (name: string): string =>
  PLPGSQL_WORDS.has(name) ? `"${name}"` : QuoteUtils.quoteIdentifier(name);

/** Quotes a string literal, as E'' when it holds a backslash, whatever standard_conforming_strings says. */
export function quoteLiteral(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}
