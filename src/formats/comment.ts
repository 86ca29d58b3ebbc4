const width = 100;

/**
 * Text as comment lines, wrapped, behind the sign of the language. No text can end the comment: what any of them takes for a line end
 * begins a new comment line, and other control characters are shown, not sent.
 */
export function comment(text: string, sign = '--'): string {
  return text
    .split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/)
    .flatMap((line) => wrap(visible(line)))
    .map((line) => `${sign} ${line}`.trimEnd())
    .join('\n');
}

function visible(line: string): string {
  return line.replace(/\p{Cc}/gu, (character) =>
    character === '\t' ? ' ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

function wrap(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(' ')) {
    if (current.trim() !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = `${indent}${word}`;
    } else {
      current = current.trim() === '' ? `${indent}${word}` : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
