/** Control characters made visible: a line break inside a name would end the line of a table. */
function visible(text: string): string {
  return text
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/**
 * A name or a statement as inline code, for running text and for cells of tables alike. Takes any text; shows line
 * breaks and other control characters as escapes.
 */
export function code(text: string): string {
  const shown = visible(text);
  // No spelling of a pipe in backticks means the same to every reader of tables once a backslash stands before it.
  if (shown.includes('|')) return `<code>${entities(shown)}</code>`;
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Every character that could mean something to HTML or Markdown as a numeric entity. */
function entities(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:=()/-]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}

/**
 * Plain text as it reads, for paragraphs, list items and cells of tables: nothing in it is taken for Markdown, HTML or
 * the formulas that some hosts put between dollar signs. White space is one space.
 */
export function prose(text: string): string {
  return visible(text.trim().replace(/\s+/g, ' '))
    .replace(/[\\`*[\]<>~$]/g, '\\$&')
    .replaceAll('|', '&#124;')
    .replace(/&(?=#?\w+;)(?!#124;)/g, '&amp;')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(?:#|[-+=](?=\s|$|[-=]))/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Plain text of several lines: the lines stay apart, the later ones behind `indent`, so that they stay in their list item. */
export function proseLines(text: string, indent = ''): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(prose)
    .join(`\\\n${indent}`);
}

/** A block of code whose fence is longer than any run of backticks inside. */
export function fenced(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
