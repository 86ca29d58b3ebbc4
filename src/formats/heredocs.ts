import { UserError } from '../errors.ts';

/** A text that spans lines in a language: what opens it, where an expression stands, and the lines below. */
export interface Heredoc {
  readonly opens: string;
  readonly lines: string;
}

/** A PHP nowdoc, `indent` spaces deep; a heredoc when the text has a carriage return, which would not survive as it is. */
export function phpHeredoc(text: string, indent: number): Heredoc {
  const raw = !text.includes('\r');
  // PHP ends it at the tag behind nothing but spaces, whatever follows that is no letter.
  const tag = freeOf(['SQL', 'PLAN_SQL', 'PLAN_MIGRATION_SQL'], (each) =>
    new RegExp(`^[ \\t]*${each}(?!\\w)`, 'm').test(text),
  );
  const body = raw ? text : text.replace(/[\\$]/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`);
  return { opens: `<<<${raw ? `'${tag}'` : tag}`, lines: margined(body, indent, tag) };
}

/** An Elixir sigil that takes its text as it is, `indent` spaces deep; a plain heredoc when that cannot be. */
export function elixirHeredoc(text: string, indent: number): Heredoc {
  const quotes = ['"""', "'''"].find((each) => !text.includes(each));
  if (quotes !== undefined && !text.includes('\r'))
    return { opens: `~S${quotes}`, lines: margined(text, indent, quotes) };
  const body = text.replace(/\\|#(?=\{)|"(?="")/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`);
  return { opens: '"""', lines: margined(body, indent, '"""') };
}

// The margin of what closes it is taken from every line. An empty line needs none.
function margined(body: string, indent: number, closes: string): string {
  const margin = ' '.repeat(indent);
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${margin}${line}`));
  return [...lines, `${margin}${closes}`].join('\n');
}

function freeOf(tags: readonly string[], isTaken: (tag: string) => boolean): string {
  const free = tags.find((tag) => !isTaken(tag));
  if (free !== undefined) return free;
  throw new UserError(`the SQL holds lines that begin with ${tags.join(', ')}, which end a text in the migration`, {
    hint: 'change the text in the database that holds them, or choose another --format',
  });
}
