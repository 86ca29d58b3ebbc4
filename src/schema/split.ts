import { afterTheQuote } from './quotes.ts';

/** What psql would do next: send a statement, or obey a meta-command. `at` is where it begins in the text. */
export type Piece =
  | {
      readonly kind: 'statement';
      readonly text: string;
      readonly at: number;
      /** The words that stand outside quotes and parentheses, in lower case; the first few of them. */
      readonly words: readonly string[];
    }
  | { readonly kind: 'meta'; readonly text: string; readonly at: number };

interface Reading {
  readonly text: string;
  at: number;
  /** Where the statement that is being read begins, null between statements. */
  start: number | null;
  words: string[];
  parentheses: number;
  /** BEGIN ATOMIC, and CASE inside it, that are not ended yet. */
  begun: number;
}

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const DULL = /[^'"$\-/\\;()A-Za-z_\u0080-\uffff\s]+/y;
const SPACE = /\s+/y;
const FUNCTION = /^create (or replace )?(function|procedure)\b/;

// Enough for CREATE OR REPLACE FUNCTION and for COPY schema.table FROM stdin.
const WORDS_KEPT = 12;

/**
 * Takes a dump apart as psql does: at semicolons outside quotes, parentheses and BEGIN ATOMIC bodies, with backslash
 * commands told from SQL, and without the data lines of COPY FROM stdin. PostgreSQL's own scanner cannot do that: it
 * takes a backslash or a line of data for an error. Time is linear in the size of the text.
 */
export function* pieces(text: string): Generator<Piece, void, undefined> {
  const reading: Reading = { text, at: text.startsWith('\uFEFF') ? 1 : 0, ...between() };
  while (reading.at < text.length) {
    const ended = step(reading);
    if (ended === null) continue;
    yield ended;
    if (ended.kind === 'meta') continue;
    Object.assign(reading, between());
    if (readsStdin(ended.words)) reading.at = afterTheData(text, reading.at);
  }
  if (reading.start !== null) yield statement(reading, text.length);
}

const between = (): Pick<Reading, 'start' | 'words' | 'parentheses' | 'begun'> => ({
  start: null,
  words: [],
  parentheses: 0,
  begun: 0,
});

/** Reads one token and gives the piece that it ends, if any. */
function step(reading: Reading): Piece | null {
  const { text, at } = reading;
  if (skip(reading, SPACE) || skipComment(reading)) return null;
  const sign = text[at] ?? '';
  if (sign === '\\') return meta(reading);
  if (sign === ';' && reading.parentheses === 0 && reading.begun === 0) {
    reading.at += 1;
    return reading.start === null ? null : statement(reading, at);
  }
  reading.start ??= at;
  const quoted = afterTheQuote(text, at);
  if (quoted !== null) reading.at = quoted;
  else if (!word(reading) && !skip(reading, DULL)) {
    if (sign === '(') reading.parentheses += 1;
    if (sign === ')') reading.parentheses = Math.max(0, reading.parentheses - 1);
    reading.at += 1;
  }
  return null;
}

function skip(reading: Reading, pattern: RegExp): boolean {
  pattern.lastIndex = reading.at;
  if (!pattern.test(reading.text)) return false;
  reading.at = pattern.lastIndex;
  return true;
}

/** `--` to the end of the line, and C comments, which nest. */
function skipComment(reading: Reading): boolean {
  const { text, at } = reading;
  if (text.startsWith('--', at)) {
    reading.at = endOfLine(text, at);
    return true;
  }
  if (!text.startsWith('/*', at)) return false;
  let depth = 0;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth > 0) continue;
    reading.at = marks.lastIndex;
    return true;
  }
  reading.at = text.length;
  return true;
}

function word(reading: Reading): boolean {
  const { at } = reading;
  if (!skip(reading, WORD)) return false;
  const lower = reading.text.slice(at, reading.at).toLowerCase();
  const { words } = reading;
  if (reading.parentheses > 0) return true;
  if (words.length < WORDS_KEPT) words.push(lower);
  // As psql counts them: only the body of a function in SQL syntax has statements inside a statement.
  if (words[0] === 'create' && FUNCTION.test(words.slice(0, 4).join(' '))) {
    if (lower === 'begin' || (lower === 'case' && reading.begun > 0)) reading.begun += 1;
    if (lower === 'end' && reading.begun > 0) reading.begun -= 1;
  }
  return true;
}

function meta(reading: Reading): Piece {
  const { text, at } = reading;
  const end = endOfLine(text, at);
  reading.at = end;
  return { kind: 'meta', text: text.slice(at, end).trimEnd(), at };
}

function statement({ text, start, words }: Reading, end: number): Piece {
  return { kind: 'statement', text: text.slice(start ?? end, end), at: start ?? end, words };
}

function readsStdin(words: readonly string[]): boolean {
  return words[0] === 'copy' && words.some((each, index) => each === 'from' && words[index + 1] === 'stdin');
}

/** After the line `\.` that ends the data of a COPY, whose first line is the one after `at`. */
function afterTheData(text: string, at: number): number {
  const end = /^\\\.[ \t]*\r?$/gm;
  end.lastIndex = endOfLine(text, at);
  return end.exec(text) === null ? text.length : end.lastIndex;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
