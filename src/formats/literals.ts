import { UserError } from '../errors.ts';

// A carriage return in a source file is one line end with the newline behind it, in all of these languages.
const escapedReturn = (text: string): string => text.replaceAll('\r', String.raw`\r`);

/** A text as a JavaScript or TypeScript template literal. */
export function templateLiteral(text: string): string {
  return `\`${escapedReturn(text.replace(/[\\`]|\$(?=\{)/g, String.raw`\$&`))}\``;
}

/** A text as a JavaScript or TypeScript string between single quotes. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
  return `'${escapedReturn(escaped)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)}'`;
}

/** A text as a Python string between three double quotes, on lines of its own: it ends with a line end more. */
export function pythonBlock(text: string): string {
  const escaped = text.replaceAll('\\', String.raw`\\`).replaceAll('"""', String.raw`\"\"\"`);
  return `"""\\\n${escapedReturn(escaped)}\n"""`;
}

/** A text as a Python string between single quotes. */
export function pythonString(text: string): string {
  return `'${escapedReturn(text.replace(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`))}'`;
}

/** A squiggly Ruby heredoc: what opens it, where an expression stands, and the lines below, `indent` spaces deep. */
export function rubyHeredoc(text: string, indent: number): { readonly opens: string; readonly lines: string } {
  const tag = freeTag(text);
  const margin = ' '.repeat(indent);
  const interpolates = /\\|#[{$@]/.test(text);
  const raw = interpolates && !text.includes('\r');
  const body = raw || !interpolates ? text : text.replace(/\\|#(?=[{$@])/g, String.raw`\$&`);
  // An empty line stays empty: Ruby takes the margin from lines that have any, a blank one's spaces included.
  const lines = escapedReturn(body)
    .split('\n')
    .map((line) => (line === '' ? '' : `${margin}  ${line}`));
  return { opens: `<<~${raw ? `'${tag}'` : tag}`, lines: [...lines, `${margin}${tag}`].join('\n') };
}

function freeTag(text: string): string {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  const free = ['SQL', 'PLAN_SQL', 'PLAN_MIGRATION_SQL'].find((tag) => !lines.has(tag));
  if (free !== undefined) return free;
  throw new UserError('the SQL holds lines that read SQL, PLAN_SQL and PLAN_MIGRATION_SQL, which end a Ruby heredoc', {
    hint: 'change the text in the database that holds them, or choose another --format',
  });
}
