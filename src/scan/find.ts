import { anySpelling, modelWords } from './spellings.ts';
import type { Wanted, WantedName } from './wanted.ts';

/** A spelling of a wanted name in a text. */
export interface Match {
  readonly wanted: WantedName;
  readonly start: number;
  readonly end: number;
  readonly spelling: string;
  /** The whole word, and where it begins: `full_name` itself, or `setFullName`. */
  readonly word: string;
  readonly wordStart: number;
  /** `accessor`: a word that is made of the name, such as a setter or a finder. `longer`: another name that holds it. */
  readonly form: 'exact' | 'accessor' | 'longer';
}

/** What finds the wanted names. Made once a scan. */
export interface Finder {
  /** Whether a text can hold one at all. Quick: the bytes as Latin-1 do. */
  readonly candidate: (text: string) => boolean;
  readonly matches: (text: string) => Match[];
}

const BEFORE =
  /^(?:[_m]_?|(?:get|set|is|has|with|by|where|update|change|fetch|validate)_?|[a-z][A-Za-z]*By|[a-z_]+_by_)$/i;
const AFTER =
  /^(?:__\w+|_(?:was|changed|before_last_save|in_database|previously_was|previously_changed|will_change|came_from_user)|(?:And|Or|OrderBy|In|Is|Not|Like|Containing|StartingWith|IgnoreCase|Asc|Desc)(?:[A-Z]\w*)?)$/;

/** The finder of these names. */
export function finderOf({ names }: Wanted): Finder {
  const finding = anySpelling(
    names.map(({ name }) => name),
    'g',
  );
  const quick = new RegExp(finding.source, 'i');
  // A model is called after one row of its table.
  const models = names.filter(({ is }) => is === 'relation');
  const declared = models.map((wanted) => ({ wanted, pattern: modelPattern(wanted.name) }));
  return {
    candidate: (text) => quick.test(text) || declared.some(({ pattern }) => text.search(pattern) >= 0),
    matches: (text) =>
      [
        ...[...text.matchAll(finding)].flatMap((found) => matchAt(text, found.index, found[0], names)),
        ...declared.flatMap(({ wanted, pattern }) => declarations(text, wanted, pattern)),
      ].toSorted((a, b) => a.start - b.start),
  };
}

const modelPattern = (table: string): RegExp => {
  const model = modelWords(table)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .replace(/[^\p{L}\p{N}_]/gu, '\\$&');
  return new RegExp(`(?<=\\b(?:class|model|struct|type|interface|entity|record)\\s+)${model}(?![\\w])`, 'g');
};

function declarations(text: string, wanted: WantedName, pattern: RegExp): Match[] {
  return [...text.matchAll(pattern)]
    .filter(([word]) => word.toLowerCase() !== wanted.name.toLowerCase())
    .map(({ 0: word, index }) => ({
      wanted,
      start: index,
      end: index + word.length,
      spelling: word,
      word,
      wordStart: index,
      form: 'exact' as const,
    }));
}

const WORD = /[\p{L}\p{N}_]/u;
const isWord = (sign: string): boolean => sign !== '' && WORD.test(sign);
const isLower = (sign: string): boolean => /[\p{Ll}\p{N}]/u.test(sign);
const isUpper = (sign: string): boolean => /\p{Lu}/u.test(sign);

function matchAt(text: string, start: number, spelling: string, names: readonly WantedName[]): Match[] {
  const end = start + spelling.length;
  if (!startsPart(text, start) || !endsPart(text, end)) return [];
  const squeezed = squeeze(spelling);
  const wanted = names.find(({ name }) => squeeze(name) === squeezed);
  if (wanted === undefined) return [];
  const [wordStart, wordEnd] = [wordEdge(text, start, -1), wordEdge(text, end, 1)];
  const [before, after] = [text.slice(wordStart, start), text.slice(end, wordEnd)];
  const word = text.slice(wordStart, wordEnd);
  const form =
    before === '' && after === ''
      ? 'exact'
      : (before === '' || BEFORE.test(before)) && (after === '' || AFTER.test(after))
        ? 'accessor'
        : 'longer';
  return [{ wanted, start, end, spelling, word, wordStart, form }];
}

const squeeze = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/** A word begins here, or a part of one: behind `_`, or with a capital behind a small letter. */
function startsPart(text: string, at: number): boolean {
  const [before, first] = [text.charAt(at - 1), text.charAt(at)];
  return !isWord(before) || before === '_' || first === '_' || (isLower(before) && isUpper(first));
}

function endsPart(text: string, at: number): boolean {
  const [last, after] = [text.charAt(at - 1), text.charAt(at)];
  if (!isWord(after) || after === '_' || last === '_' || /\p{N}/u.test(after)) return true;
  if (isLower(last) && isUpper(after)) return true;
  // full_names
  return after === 's' && (!isWord(text.charAt(at + 1)) || isUpper(text.charAt(at + 1)));
}

function wordEdge(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (isWord(text.charAt(step === 1 ? at : at - 1))) at += step;
  return at;
}
