import { Sql } from './value.ts';

/**
 * Moves every line but the first to the right, so that a nested statement lines up with the place where it stands.
 * Lines that begin inside a string, a quoted identifier or a dollar-quoted body stay as they are: spaces there
 * would change a name or a value.
 */
export function indent(value: Sql, by: number): Sql {
  if (!value.text.includes('\n')) return value;
  const quoted = new Set(value.quotedBreaks);
  const padding = ' '.repeat(by);
  const breaks: number[] = [];
  const lines = value.text.split('\n');
  let text = lines[0] ?? '';
  let at = text.length;
  for (const line of lines.slice(1)) {
    const inside = quoted.has(at);
    if (inside) breaks.push(text.length);
    text += inside || line === '' ? `\n${line}` : `\n${padding}${line}`;
    at += line.length + 1;
  }
  return new Sql(text, breaks);
}
