import type { Language } from './languages.ts';

/** A comment or a string of a program. */
export interface Region {
  readonly kind: 'comment' | 'string';
  /** Of the whole token, with its quotes. */
  readonly start: number;
  readonly end: number;
  /** Of what stands between the quotes. */
  readonly from: number;
  readonly to: number;
  /** A backslash means itself. */
  readonly raw: boolean;
}

const STRINGS = ['heredoc', 'long', 'longSingle', 'double', 'single', 'backtick'] as const;

/** The comments and strings of a text, in order. */
export function regionsOf(text: string, { tokens }: Language): Region[] {
  if (tokens === null) return [];
  return [...text.matchAll(tokens)].map((found): Region => {
    const [start, end] = [found.index, found.index + found[0].length];
    const groups = found.groups ?? {};
    const kind = STRINGS.find((name) => groups[name] !== undefined);
    if (kind === undefined) return { kind: 'comment', start, end, from: start, to: end, raw: true };
    const content = groups[kind] ?? '';
    // What a heredoc holds is what its closing tag leaves; every other string ends in its quotes.
    const quotes = kind === 'long' || kind === 'longSingle' ? 3 : 1;
    const from = kind === 'heredoc' ? start + found[0].indexOf('\n') + 1 : start + quotes;
    return { kind: 'string', start, end, from, to: from + content.length, raw: kind === 'heredoc' };
  });
}

/** The region that holds a position, by halving. */
export function regionAt(regions: readonly Region[], at: number): Region | undefined {
  let [low, high] = [0, regions.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const region = regions[middle];
    if (region === undefined) return undefined;
    if (at < region.start) high = middle - 1;
    else if (at >= region.end) low = middle + 1;
    else return region;
  }
  return undefined;
}

/** Strings that the program joins to one: nothing but a sign of joining and space stands between them. */
export function joined(text: string, regions: readonly Region[]): Region[][] {
  const groups: Region[][] = [];
  for (const region of regions) {
    if (region.kind === 'comment') continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (
      group !== undefined &&
      last !== undefined &&
      region.start - last.end < MOST_BETWEEN &&
      /^\s*(?:[+.&\\]|\.\.|<>|\|\|)?\s*[fFrRbuU]?$/.test(text.slice(last.end, region.start))
    )
      group.push(region);
    else groups.push([region]);
  }
  return groups;
}

const MOST_BETWEEN = 200;
