/** How a file's text is to be read. */
export interface Language {
  /** `code`: with strings and comments. `sql`: all of it. `keys`: JSON and the like. `text`: prose and markup. */
  readonly reads: 'code' | 'sql' | 'prisma' | 'graphql' | 'keys' | 'markup' | 'text';
  /** Comments and strings, by the name of the group: comment, or one of the strings. */
  readonly tokens: RegExp | null;
}

const C_COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const HASH_COMMENT = String.raw`#[^\n{][^\n]*|#(?=\n|$)`;
const LONG = String.raw`"""(?<long>[\s\S]*?)"""|'''(?<longSingle>[\s\S]*?)'''`;
const DOUBLE = String.raw`"(?<double>[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*)"`;
const SINGLE = String.raw`'(?<single>[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*)'`;
const BACKTICK = '`(?<backtick>[^`\\\\]*(?:\\\\[\\s\\S][^`\\\\]*)*)`';
// <<~SQL of Ruby, <<<'SQL' of PHP, <<SQL of Perl and shells.
// `list << item` is none.
const HEREDOC = String.raw`<<(?:[<~-](?=['"]?\w)|(?=['"]?[A-Z_]{2}))(?<quote>['"]?)(?<tag>[A-Za-z_]\w*)\k<quote>[^\n]*\n(?<heredoc>[\s\S]*?)\n[ \t]*\k<tag>\b`;

const tokens = (comments: string, ...strings: readonly string[]): RegExp =>
  new RegExp([`(?<comment>${comments})`, ...strings].join('|'), 'g');

const C_LIKE = tokens(C_COMMENT, LONG, DOUBLE, SINGLE, BACKTICK);
// A single quote is a lifetime as well.
const RUST = tokens(C_COMMENT, DOUBLE);
const HASH = tokens(HASH_COMMENT, HEREDOC, LONG, DOUBLE, SINGLE, BACKTICK);
const PHP = tokens(`${C_COMMENT}|${HASH_COMMENT}`, HEREDOC, DOUBLE, SINGLE, BACKTICK);

const list = (extensions: string, language: Language): [string, Language][] =>
  extensions.split(' ').map((extension) => [extension, language]);

const LANGUAGES = new Map<string, Language>([
  ...list(
    'js mjs cjs jsx ts mts cts tsx vue svelte astro java kt kts scala groovy gradle go swift dart cs fs c cc cpp h hpp clj',
    { reads: 'code', tokens: C_LIKE },
  ),
  ...list('rs', { reads: 'code', tokens: RUST }),
  ...list('py pyi rb rake ru jbuilder rabl gemspec ex exs pl pm sh bash zsh jl r nim cr', {
    reads: 'code',
    tokens: HASH,
  }),
  ...list('php', { reads: 'code', tokens: PHP }),
  ...list('sql psql pgsql ddl', { reads: 'sql', tokens: null }),
  ...list('prisma', { reads: 'prisma', tokens: null }),
  ...list('graphql gql graphqls proto avsc thrift', { reads: 'graphql', tokens: null }),
  ...list('json jsonc json5 yml yaml toml', { reads: 'keys', tokens: null }),
  ...list('html htm erb haml slim hbs mustache ejs twig jinja j2 liquid heex eex leex cshtml jsp xml', {
    reads: 'markup',
    tokens: null,
  }),
]);

const TEXT: Language = { reads: 'text', tokens: null };

/** How a file is to be read, by the end of its name; `index.blade.php` is markup. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.blade.php')) return { reads: 'markup', tokens: null };
  if (/^(?:rakefile|gemfile|guardfile)$/.test(name)) return { reads: 'code', tokens: HASH };
  return LANGUAGES.get(name.slice(name.lastIndexOf('.') + 1)) ?? TEXT;
}
