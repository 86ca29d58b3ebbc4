/** Words that are no name in one of the languages, or that the snippets use themselves. */
const RESERVED = new Set(
  `abstract alias and any as assert async await base begin break case catch class const continue create debugger def
  default defer del delete do double elif else elsif end ensure enum error eval except export extends false final finally
  float fn for from func function global go goto if implements import in instanceof int interface is key lambda let long
  map match module new next nil none nonlocal not null objects or package pass pk prisma private protected public raise
  range read redo rescue retry return row save select self session short static struct super switch table then this throw
  transaction true try tx type typeof undef undefined union unless until update user_id_ using var void when where while
  with yield`.split(/\s+/),
);

const INITIALS = new Set(
  'acl api css dns html http https id ip json sql tcp tls ttl udp ui uid uri url uuid xml'.split(' '),
);

function words(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .split(/[^A-Za-z\d]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
}

/** `name` becomes `Name`; the other letters stay. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name that every language takes: not empty, no digit first, no keyword. */
function safe(name: string, fallback: string): string {
  const begun = /^[A-Za-z]/.test(name) ? name : name === '' ? fallback : `${fallback}_${name}`;
  return RESERVED.has(begun) ? `${begun}_value` : begun;
}

/** `full_name` as a name in code: `full_name`; one that fits where the column's own would not. */
export const snake = (name: string): string => safe(words(name).join('_'), 'value');

/** `full_name` becomes `fullName`. */
export function camel(name: string): string {
  const [first = '', ...rest] = snake(name).split('_');
  return first + rest.map(capital).join('');
}

/** `order_items` becomes `OrderItems`. */
export const pascal = (name: string): string =>
  words(safe(words(name).join('_'), 'model'))
    .map(capital)
    .join('');

/** `user_id` becomes `UserID`, as Go writes it. */
export const goName = (name: string): string =>
  words(safe(words(name).join('_'), 'value'))
    .map((word) => (INITIALS.has(word) ? word.toUpperCase() : capital(word)))
    .join('');

const IRREGULAR: Readonly<Record<string, string>> = { people: 'person', children: 'child', men: 'man', women: 'woman' };

/** The last word of a table's name in the singular: `order_items` becomes `order_item`. */
export function singular(table: string): string {
  const all = words(table);
  const last = all.at(-1) ?? '';
  return [...all.slice(0, -1), IRREGULAR[last] ?? one(last)].join('_');
}

function one(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh|us)es$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, '');
}

/** Whether a class of this name is, by convention, that of the table. */
export const isModelOf = (model: string, table: string): boolean =>
  words(model).join('_') === singular(table) || words(model).join('_') === words(table).join('_');
