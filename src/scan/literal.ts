import type { Region } from './regions.ts';

/** What a string of a program says, and where each of its characters stands in the file. */
export interface Said {
  readonly text: string;
  /** The place in the file of the character at `at`. */
  readonly place: (at: number) => number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** The text of strings that are joined to one, without the backslashes that escape. */
export function saidBy(text: string, regions: readonly Region[]): Said {
  let said = '';
  const places: number[] = [];
  for (const { from, to, raw } of regions) {
    for (let at = from; at < to; at += 1) {
      const sign = text.charAt(at);
      const next = text.charAt(at + 1);
      const plain = raw || sign !== '\\' || at + 1 >= to;
      const value = plain ? sign : (ESCAPES[next] ?? next);
      if (!plain) at += 1;
      if (value === '') continue;
      said += value;
      places.push(at);
    }
  }
  return { text: said, place: (at) => places[at] ?? regions.at(-1)?.to ?? 0 };
}

/** A part of the file as it is. */
export const saidPlainly = (text: string, from: number): Said => ({ text, place: (at) => from + at });

/** What stands for something that the program fills in. */
const FILLED = 'q';

/** Whether a name is one that was put there by `filledIn`. */
export const isFilledIn = (name: string): boolean => /^q+$/.test(name);

const QUOTED = String.raw`'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$`;
const PLACE = String.raw`\$\{[^}]*\}|#\{[^}]*\}|\{\{[^}]*\}\}|\{%[^%]*%\}|%\(\w+\)[a-z]|%%|%[sdvqif]\b|(?<!:):'?[A-Za-z_]\w*'?|@\w+|\{[\w.!:]*\}|\?\d*`;
const TOKEN = new RegExp(`(?<kept>${QUOTED})|(?<list>\\b(?:IN|VALUES)\\s)(?<listed>${PLACE})|(?<place>${PLACE})`, 'gi');

/**
 * A statement with a name of the same length in the place of whatever the program fills in, so that PostgreSQL's parser
 * takes it and all positions stay: `= ?`, `:name`, `%s`, `@name`, `${expression}`. What is quoted stays.
 */
export function filledIn(sql: string): string {
  return sql.replace(TOKEN, (...found) => {
    const all = String(found[0]);
    const { kept, list, listed } = found.at(-1) as Readonly<Record<string, string | undefined>>;
    if (kept !== undefined) return all;
    if (all === '%%') return ' %';
    if (list === undefined || listed === undefined) return FILLED.repeat(all.length);
    // A list of values comes without its parentheses.
    return listed.length < 2 ? all : `${list.trimEnd()}(${FILLED.repeat(listed.length - 1)})`;
  });
}
