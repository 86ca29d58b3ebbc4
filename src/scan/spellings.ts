/** `full_name`, `fullName` and `Full Name` as `full`, `name`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The usual spellings of a name: as it is, snake, camel, Pascal, upper and kebab case; each once. */
export function spellings(name: string): string[] {
  const words = wordsOf(name);
  const [first = '', ...rest] = words;
  const camel = first + rest.map(capital).join('');
  return [
    ...new Set([
      name,
      words.join('_'),
      camel,
      words.map(capital).join(''),
      words.join('_').toUpperCase(),
      words.join('-'),
    ]),
  ].filter((spelling) => spelling !== '');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What any spelling of one of the names looks like, without regard to case; `flags` besides `i`. */
export function anySpelling(names: readonly string[], flags = ''): RegExp {
  const ways = names.flatMap((name) => {
    const words = wordsOf(name);
    return words.length === 0 ? [escaped(name)] : [...new Set([words.map(escaped).join('[_-]?'), escaped(name)])];
  });
  // The longest first: `users_archive` is not `users` with something behind it.
  return new RegExp(ways.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|'), `i${flags}`);
}

const IRREGULAR: Readonly<Record<string, string>> = { people: 'person', children: 'child', men: 'man', women: 'woman' };

/** The singular of an English word, as ORMs make a model's name from a table's; the word itself when it has none. */
export function singular(word: string): string {
  const known = IRREGULAR[word];
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** The words of a table's model: those of the table, the last one in the singular. */
export function modelWords(table: string): string[] {
  const words = wordsOf(table);
  return words.map((word, at) => (at === words.length - 1 ? singular(word) : word));
}

/** Finds the name of a table or of its model in code, in any spelling, also as a part of a longer name such as currentUser. */
export function tableWords(table: string): RegExp {
  const plural = wordsOf(table);
  if (plural.length === 0) return new RegExp(escaped(table));
  const joined = [...new Set([plural, modelWords(table)].map((words) => words.map(escaped).join('[_-]?')))].join('|');
  const humps = [...new Set([plural, modelWords(table)].map((words) => words.map(capital).map(escaped).join('')))].join(
    '|',
  );
  return new RegExp(`(?<![A-Za-z])(?:${anyCase(joined)})(?![a-z])|(?<=[a-z])(?:${humps})(?![a-z])`);
}

// The lookarounds need to tell the cases apart, so the pattern as a whole cannot ignore them.
function anyCase(pattern: string): string {
  return pattern.replace(/(\\.|\[[^\]]*\]\??)|(\p{L})/gu, (all, kept: string | undefined, letter: string | undefined) =>
    kept !== undefined || letter === undefined ? all : `[${letter.toLowerCase()}${letter.toUpperCase()}]`,
  );
}
