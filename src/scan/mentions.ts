import { pieces } from '../schema/split.ts';
import type { Certainty, Mention } from '../types.ts';
import { classified, type Reading } from './classify.ts';
import { finderOf, type Match } from './find.ts';
import type { Finding } from './in-sql.ts';
import { findingsInString, type Looking } from './in-strings.ts';
import { languageOf } from './languages.ts';
import { saidBy, saidPlainly } from './literal.ts';
import { isHistory } from './patterns.ts';
import { joined, type Region, regionAt, regionsOf } from './regions.ts';
import { tableWords } from './spellings.ts';
import { lastUpTo, surroundingsOf } from './surroundings.ts';
import type { Wanted } from './wanted.ts';

/** A file of the code; the path is from the scanned directory. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What one file mentions. */
export interface FileMentions {
  /** In order; of a file that mentions it very often only the first of each certainty. */
  readonly mentions: readonly Mention[];
  readonly found: Readonly<Record<Certainty, number>>;
  /** Longer names that hold a wanted one. */
  readonly longer: readonly string[];
}

/** A file of data may hold a name in each of its records. */
const MOST_OF_A_FILE = 100;

/** Makes ready to look for names. The parser must have been loaded. */
export const lookingFor = (wanted: Wanted): Looking => ({
  wanted,
  finder: finderOf(wanted),
  table: tableWords(wanted.table.name),
});

/** The surest first. */
export const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible', 'other'];

/** Every place in a file that names what is wanted of a table; of several that want the same name, the surest. Pure. */
export function mentionsIn(file: SourceFile, looking: readonly Looking[]): FileMentions {
  const seen = looking.map((each) => seenIn(file, each));
  const surest = new Map<string, Seen>();
  for (const each of seen.flatMap(({ named }) => named)) {
    const key = `${String(each.match.start)} ${each.match.wanted.name}`;
    const known = surest.get(key);
    if (known === undefined || rank(each) < rank(known)) surest.set(key, each);
  }
  const found: Record<Certainty, number> = { certain: 0, likely: 0, possible: 0, other: 0 };
  const mentions: Mention[] = [];
  const lines = linesOf(file.text);
  for (const each of [...surest.values()].toSorted((a, b) => a.match.start - b.match.start)) {
    const { certainty } = each.finding;
    found[certainty] += 1;
    if (found[certainty] <= MOST_OF_A_FILE) mentions.push(mentionOf(file, each, lines));
  }
  const longer = new Map(seen.flatMap((each) => each.longer).map(({ wordStart, word }) => [wordStart, word]));
  // customer_id holds id, and may be wanted itself.
  for (const { match } of surest.values()) longer.delete(match.wordStart);
  return { mentions, found, longer: [...longer.values()] };
}

/** A place, and what it means for a table. */
interface Seen {
  readonly match: Match;
  readonly finding: Finding;
  readonly table: string;
}

const rank = ({ finding }: Seen): number => CERTAINTIES.indexOf(finding.certainty);

function seenIn({ path, text }: SourceFile, looking: Looking): { named: Seen[]; longer: Match[] } {
  const matches = looking.finder.matches(text);
  const named = matches.filter(({ form }) => form !== 'longer');
  const longer = matches.filter(({ form }) => form === 'longer');
  if (named.length === 0) return { named: [], longer };
  const reading: Reading = {
    path,
    text,
    language: languageOf(path),
    surroundings: surroundingsOf(path, text, looking.table),
    table: looking.table,
  };
  const findings = findingsOf(reading, named, looking);
  return {
    named: named.flatMap((match, at) => {
      const finding = findings[at];
      return finding === undefined ? [] : [{ match, finding, table: looking.wanted.says }];
    }),
    longer,
  };
}

function findingsOf(reading: Reading, matches: readonly Match[], looking: Looking): Finding[] {
  const { text, language } = reading;
  const regions = regionsOf(text, language);
  const inStrings =
    language.reads === 'sql' ? inStatements(reading, looking) : inGroups(reading, regions, matches, looking);
  return matches.map((match) => {
    const inComment = language.reads === 'sql' || regionAt(regions, match.start)?.kind === 'comment';
    const finding = inStrings.get(match.start) ?? classified(reading, match, inComment);
    // What has run is not changed, whatever it did.
    return isHistory(reading.path) ? { ...finding, what: 'schema', access: 'unknown' } : finding;
  });
}

function inStatements(reading: Reading, looking: Looking): Map<number, Finding> {
  const found = new Map<number, Finding>();
  for (const piece of pieces(reading.text)) {
    if (!looking.finder.candidate(piece.text)) continue;
    // psql's own \copy is COPY from where psql runs.
    const from = piece.kind === 'meta' ? 1 : 0;
    for (const entry of findingsInString(reading, saidPlainly(piece.text.slice(from), piece.at + from), looking))
      found.set(...entry);
  }
  return found;
}

function inGroups(
  reading: Reading,
  regions: readonly Region[],
  matches: readonly Match[],
  looking: Looking,
): Map<number, Finding> {
  const holding = new Set(matches.map(({ start }) => regionAt(regions, start)));
  const found = new Map<number, Finding>();
  for (const group of joined(reading.text, regions)) {
    if (!group.some((region) => holding.has(region))) continue;
    for (const entry of findingsInString(reading, saidBy(reading.text, group), looking)) found.set(...entry);
  }
  return found;
}

function linesOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Characters of a line that are shown. */
const SHOWN = 120;

function mentionOf({ path, text }: SourceFile, { match, finding, table }: Seen, lines: readonly number[]): Mention {
  const at = lastUpTo(lines, match.start);
  const lineStart = lines[at] ?? 0;
  const line = text.slice(lineStart, (lines[at + 1] ?? text.length + 1) - 1);
  const from = Math.max(0, Math.min(match.start - lineStart - SHOWN / 2, line.length - SHOWN));
  return {
    file: path,
    line: at + 1,
    column: match.start - lineStart + 1,
    name: match.wanted.name,
    table,
    spelling: match.form === 'exact' ? match.spelling : match.word,
    ...finding,
    excerpt: line.slice(from, from + SHOWN).trim(),
  };
}
