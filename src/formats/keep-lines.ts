import { UserError } from '../errors.ts';
import { stringTokens } from '../sql/scan.ts';

/** What is lost of a string, by its lines: one that begins like a comment, and a return before a line's end. */
const lost = /\n-- |\r\n/;

/**
 * The same statement for tools that read lines, leave out those that begin with `-- ` and forget a return at their end, also inside a
 * string: such a string is written as E'', with \n and \r for these. Values stay as they are. Throws UserError when that cannot be said.
 */
export function keepLines(sql: string): string {
  if (!lost.test(sql)) return sql;
  let from = 0;
  const parts = stringTokens(sql).flatMap(({ start, end }) => {
    const token = sql.slice(start, end);
    if (!lost.test(token)) return [];
    const before = sql.slice(from, start);
    from = end;
    return [before, onFewerLines(token)];
  });
  return [...parts, sql.slice(from)].join('');
}

function onFewerLines(token: string): string {
  const text = escaped(token)
    .replaceAll('\n-- ', String.raw`\n-- `)
    .replaceAll('\r\n', '\\r\n');
  return `E'${text}'`;
}

function escaped(token: string): string {
  const [, dollar] = /^\$([^$]*)\$/.exec(token) ?? [];
  if (dollar !== undefined) {
    const inner = token.slice(dollar.length + 2, -(dollar.length + 2));
    return inner.replaceAll('\\', '\\\\').replaceAll("'", "''");
  }
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll('\\', '\\\\');
  // A backslash before the line's end would escape the one that is put there.
  if (/^e'/i.test(token) && !/(?<!\\)\\(?:\\\\)*(?:\n-- |\r\n)/.test(token)) return token.slice(2, -1);
  throw new UserError('a string in the SQL has lines of which the tool would leave something out', {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}
