import { sqlLibraries } from './parse.ts';
import { Sql } from './value.ts';

/**
 * Moves every line but the first to the right, so that a nested statement lines up with the place where it stands.
 * Lines that begin inside a string, a quoted identifier or a dollar-quoted body stay as they are: spaces there
 * would change a name or a value. PostgreSQL's own scanner says where those are.
 */
export function indent(value: Sql, by: number): Sql {
  if (!value.text.includes('\n')) return value;
  const padding = ' '.repeat(by);
  const inside = quotedLineBreaks(value.text);
  const lines = Buffer.from(value.text)
    .toString('latin1') // one character a byte: the scanner counts bytes
    .split('\n');
  let at = 0;
  const moved = lines.map((line, index) => {
    const keep = index === 0 || line === '' || inside.has(at - 1);
    at += line.length + 1;
    return keep ? line : padding + line;
  });
  return new Sql(Buffer.from(moved.join('\n'), 'latin1').toString());
}

/** Byte offsets of line breaks inside a token that is not a comment. */
function quotedLineBreaks(text: string): Set<number> {
  const bytes = Buffer.from(text);
  const breaks = new Set<number>();
  for (const token of sqlLibraries().parser.scanSync(text).tokens) {
    if (token.tokenName === 'SQL_COMMENT' || token.tokenName === 'C_COMMENT') continue;
    for (let at = token.start; at < token.end; at += 1) if (bytes[at] === 10) breaks.add(at);
  }
  return breaks;
}
