import { UserError } from '../errors.ts';
import { quoteIdentifier } from '../sql/quote.ts';

/** One part of a dotted name, as typed. */
export interface NamePart {
  /** Without its quotes; case as typed. */
  readonly text: string;
  readonly quoted: boolean;
}

const QUOTED = /"((?:[^"]|"")*)"/y;
const BARE = /[^".\s]+/y;

/**
 * Splits a dotted name the way SQL does: `users.full_name`, `"My Schema"."Users"."e.mail"`.
 * Throws UserError for an empty part, an unclosed quote or text after a quote.
 */
export function parseParts(text: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  let at = 0;
  for (;;) {
    const { part, end } = readPart(text, at);
    parts.push(part);
    if (end === text.length) return parts;
    if (text[end] !== '.') throw malformed(text, `a dot was expected before ${JSON.stringify(text.slice(end))}`);
    at = end + 1;
  }
}

/** Like parseParts, with unquoted parts folded to lower case as PostgreSQL folds them. */
export function parseName(text: string): string[] {
  return parseParts(text).map((part) => (part.quoted ? part.text : fold(part.text)));
}

/** What a part may mean, most likely first: PostgreSQL's folding, then the spelling as typed. */
export function spellings(part: NamePart): readonly string[] {
  return part.quoted ? [part.text] : [...new Set([fold(part.text), part.text])];
}

/** Joins names with dots, each quoted where it needs it. */
export function quoteName(...names: readonly string[]): string {
  return names.map(quoteIdentifier).join('.');
}

function readPart(text: string, at: number): { part: NamePart; end: number } {
  if (text[at] === '"') {
    QUOTED.lastIndex = at;
    const match = QUOTED.exec(text);
    if (match?.[1] === undefined) throw malformed(text, 'a double quote is not closed');
    if (match[1] === '') throw malformed(text, 'a name between double quotes is empty');
    return { part: { text: match[1].replaceAll('""', '"'), quoted: true }, end: QUOTED.lastIndex };
  }
  BARE.lastIndex = at;
  const match = BARE.exec(text);
  if (match === null) throw malformed(text, at === text.length ? 'a part is missing' : 'a part is empty');
  return { part: { text: match[0], quoted: false }, end: BARE.lastIndex };
}

// Only ASCII: PostgreSQL leaves other letters alone in UTF-8 databases.
function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function malformed(text: string, reason: string): UserError {
  return new UserError(`${JSON.stringify(text)} is not a name: ${reason}.`, {
    hint: 'Write [schema.]table.column; a part with dots, spaces or quotes goes between double quotes, a double quote inside is doubled.',
  });
}
