import { UserError } from '../errors.ts';
import { stringTokens } from '../sql/scan.ts';

/**
 * The same statement without a line inside a string that begins with `-- `, for tools that take such a line for a comment and leave it
 * out: the string is written as E'', with \n in place of the line's end. Values stay as they are. Throws UserError when that cannot be said.
 */
export function keepCommentLines(sql: string): string {
  if (!/\n-- /.test(sql)) return sql;
  let from = 0;
  const parts = stringTokens(sql).flatMap(({ start, end }) => {
    const token = sql.slice(start, end);
    if (!token.includes('\n-- ')) return [];
    const before = sql.slice(from, start);
    from = end;
    return [before, onFewerLines(token)];
  });
  return [...parts, sql.slice(from)].join('');
}

function onFewerLines(token: string): string {
  return `E'${escaped(token).replaceAll('\n-- ', String.raw`\n-- `)}'`;
}

function escaped(token: string): string {
  const [, dollar] = /^\$([^$]*)\$/.exec(token) ?? [];
  if (dollar !== undefined) {
    const inner = token.slice(dollar.length + 2, -(dollar.length + 2));
    return inner.replaceAll('\\', '\\\\').replaceAll("'", "''");
  }
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll('\\', '\\\\');
  // A backslash before the line's end would escape the one that is put there.
  if (/^e'/i.test(token) && !/(?<!\\)\\(?:\\\\)*\n-- /.test(token)) return token.slice(2, -1);
  throw new UserError('a string in the SQL has a line that begins with --, which the tool would leave out', {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}
