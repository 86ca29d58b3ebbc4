import type { Certainty } from '../types.ts';
import { contextOf, type Reading } from './classify.ts';
import type { Finder, Match } from './find.ts';
import { type Finding, findingsInSql, looksLikeSql, usesInFragment } from './in-sql.ts';
import type { Said } from './literal.ts';
import { accessIn } from './patterns.ts';
import type { Wanted } from './wanted.ts';

/** What to look for, ready to be found. */
export interface Looking {
  readonly wanted: Wanted;
  readonly finder: Finder;
  readonly table: RegExp;
}

const GRAPHQL =
  /^\s*(?:#[^\n]*\n\s*)*(?:(?:query|mutation|subscription|fragment|type|input|interface|extend|enum|schema)\b[^;]*\{|\{)/;
const FRAGMENT = /[=<>(),.]|\b(?:asc|desc|is|like|ilike|in|and|or|between|not|as|join)\b/i;

/** What the places in a string mean, or in a statement of a file of SQL: by the place in the file where each begins. */
export function findingsInString(reading: Reading, said: Said, looking: Looking): Map<number, Finding> {
  const found = looking.finder.matches(said.text).filter(({ form }) => form !== 'longer');
  const findings = findingsFor(reading, said, found, looking);
  return new Map(
    found.flatMap(({ start }, at) => {
      const finding = findings[at];
      return finding === null || finding === undefined ? [] : [[said.place(start), finding] as const];
    }),
  );
}

function findingsFor(
  reading: Reading,
  said: Said,
  matches: readonly Match[],
  { wanted, table }: Looking,
): (Finding | null)[] {
  const { text } = said;
  if (matches.length === 0) return [];
  // A statement of seeds may be long and hold thousands of places: what is the same for all is asked once.
  const certainty = table.test(text) ? 'likely' : 'possible';
  if (looksLikeSql(text)) {
    const parsed = findingsInSql(text, matches, wanted);
    return matches.map((match, at) =>
      parsed === null ? byWords(text, match, certainty) : surer(parsed[at] ?? notAColumn(text, match), certainty),
    );
  }
  if (GRAPHQL.test(text)) {
    return matches.map(() => ({ what: 'interface', access: 'both', certainty }));
  }
  return FRAGMENT.test(text) && text.length < LONGEST_FRAGMENT
    ? matches.map((match) => inFragment(reading, said, match, wanted))
    : matches.map(() => null);
}

/** What comes out of a query inside that reads the table, or of a name that the program puts in. */
const surer = (finding: Finding, certainty: Certainty): Finding =>
  finding.certainty === 'possible' ? { ...finding, certainty } : finding;

const LONGEST_FRAGMENT = 2000;

/** A part of a statement, as query builders take it: `full_name = ?`, `users.full_name DESC`. */
function inFragment(reading: Reading, said: Said, match: Match, wanted: Wanted): Finding | null {
  const use = usesInFragment(said.text, wanted)?.find(({ name }) => name === match.wanted.name);
  if (use === undefined) return null;
  const start = said.place(0);
  const around = reading.surroundings.namesTable(start) ? 'likely' : 'possible';
  const certainty = use.certainty === 'possible' ? around : use.certainty;
  const sets =
    /^\s*=/.test(said.text.slice(match.end)) && accessIn(contextOf(reading, start, start), '', '') === 'write';
  return sets ? { what: 'sql-write', access: 'write', certainty } : { what: 'sql-read', access: 'read', certainty };
}

/** In a statement that parsed, and no column there: an alias, a text, a parameter, or a property of an object query. */
function notAColumn(text: string, { start, end, spelling, wanted }: Match): Finding {
  if (spelling.toLowerCase() !== wanted.name.toLowerCase())
    return { what: 'query', access: 'unknown', certainty: 'possible' };
  const quoted = text.charAt(start - 1) === "'" && text.charAt(end) === "'";
  return quoted
    ? { what: 'interface', access: 'both', certainty: 'possible' }
    : { what: 'text', access: 'unknown', certainty: 'other' };
}

/** What is looked at around a place in a statement that does not parse. */
const AROUND = 2000;

/** A statement that does not parse, because parts of it are put together elsewhere. */
function byWords(text: string, { start, end }: Match, certainty: Certainty): Finding {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const inserts = /\binsert\s+into\s[^()]*\([^()]*$/i.test(before);
  const sets =
    /\bset\b(?:(?!\bwhere\b|\bfrom\b)[\s\S])*$/i.test(before) && /^["`]?\s*=/.test(text.slice(end, end + AROUND));
  return inserts || sets
    ? { what: 'sql-write', access: 'write', certainty }
    : { what: 'sql-read', access: 'read', certainty };
}
