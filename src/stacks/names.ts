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

/** The words of a name, with one before them where they are none or begin with a digit. */
function begun(name: string, fallback: string): string[] {
  const own = words(name);
  return /^[A-Za-z]/.test(own[0] ?? '') ? own : [fallback, ...own];
}

/** `full_name` as a name in code: `full_name`; one that fits where the column's own would not. */
export function snake(name: string): string {
  const joined = begun(name, 'value').join('_');
  return RESERVED.has(joined) ? `${joined}_value` : joined;
}

const joinCamel = ([first = '', ...rest]: readonly string[]): string => first + rest.map(capital).join('');

/** `full_name` becomes `fullName`. */
export const camel = (name: string): string => joinCamel(snake(name).split('_'));

/** `full_name` becomes `fullName`, and a word of one language's own list another name. */
export function camelBut(name: string, taken: ReadonlySet<string>): string {
  const joined = joinCamel(begun(name, 'value'));
  return taken.has(joined) ? `${joined}Value` : joined;
}

/** `fullName` and `FullName` become `full_name`, `HTTPPort` becomes `http_port`: what ORMs call the column of a field. */
export const underscored = (name: string): string =>
  name.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2_').toLowerCase();

/** `order_items` becomes `OrderItems`; what begins with a capital is no keyword. */
export const pascal = (name: string): string => begun(name, 'model').map(capital).join('');

/** `user_id` becomes `UserID`, as Go writes it. */
export const goName = (name: string): string =>
  begun(name, 'value')
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
