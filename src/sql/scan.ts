import { sqlLibraries } from './parse.ts';

/** Where in a text of SQL a line ends inside a token that is not a comment, by PostgreSQL's own scanner. */
export function quotedLineBreaks(text: string): number[] {
  const bytes = Buffer.from(text);
  const { tokens } = sqlLibraries().parser.scanSync(text);
  return tokens
    .filter(({ tokenName }) => tokenName !== 'SQL_COMMENT' && tokenName !== 'C_COMMENT')
    .flatMap(({ start, end }) => {
      // The scanner counts bytes, a string counts UTF-16 units.
      const from = bytes.subarray(0, start).toString().length;
      const token = bytes.subarray(start, end).toString();
      return [...token.matchAll(/\n/g)].map(({ index }) => from + index);
    });
}

/** Where strings stand in a text of SQL, dollar-quoted ones too, in UTF-16 units. */
export function stringTokens(text: string): { start: number; end: number }[] {
  const bytes = Buffer.from(text);
  const at = (byte: number): number => bytes.subarray(0, byte).toString().length;
  return sqlLibraries()
    .parser.scanSync(text)
    .tokens.filter(({ tokenName }) => tokenName === 'SCONST')
    .map(({ start, end }) => ({ start: at(start), end: at(end) }));
}
