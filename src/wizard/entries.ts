import { shown } from '../report/text.ts';
import type { Entry } from './asker.ts';

/** Of 10,000 tables no more are laid out than a person would look through. */
const MOST = 60;
/** A terminal of 80 columns, without the pointer before an entry. */
const WIDTH = 77;
const WIDEST_NAME = 40;

/** Some entries as lines, and how many there are besides. */
export interface Matches {
  readonly lines: readonly { readonly entry: Entry; readonly line: string }[];
  readonly left: number;
}

/** The entries whose names hold every word of what was typed, those first that begin with it; each fits a line of 80 columns. */
export function matching(entries: readonly Entry[], typed: string, most = WIDTH): Matches {
  const wanted = typed.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = entries.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const begins = ({ name }: Entry): boolean => name.toLowerCase().startsWith(wanted);
  const best = wanted === '' ? found : [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
  const page = best.slice(0, MOST);
  const width = Math.min(WIDEST_NAME, Math.max(0, ...page.map(({ name }) => name.length)));
  return { lines: page.map((entry) => ({ entry, line: lineOf(entry, width, most) })), left: best.length - page.length };
}

function lineOf({ name, detail = '' }: Entry, width: number, most: number): string {
  if (detail === '') return cut(shown(name), most);
  const first = cut(shown(name), Math.max(width, most - 2 - detail.length));
  return cut(`${first.padEnd(width)}  ${shown(detail)}`, most);
}

/** At most so many characters; an ellipsis stands for what is missing. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
