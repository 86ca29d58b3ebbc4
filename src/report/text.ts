/**
 * Breaks a text into lines of at most `width` characters, each behind `indent` (the first behind `first`). A word
 * longer than a line stays whole, because it is a name or a command to be copied.
 */
export function wrapped(
  text: string,
  { first = '', indent = '', width = 80 }: { first?: string; indent?: string; width?: number } = {},
): string {
  const lines: string[] = [];
  let current = first;
  let empty = true;
  for (const word of shown(text)
    .split(/\s+/)
    .filter((part) => part !== '')) {
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current += empty ? word : ` ${word}`;
    }
    empty = false;
  }
  return [...lines, current].join('\n');
}

/** Control characters made visible: a name in a database must not be able to steer a terminal. Line ends stay. */
export function shown(text: string): string {
  return text.replace(
    /(?![\n\t])\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** 1234567 as `1,234,567`. */
export function grouped(number: number): string {
  // toLocaleString loads ICU, which takes longer than all other formatting.
  return String(Math.round(number)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Bytes in the largest unit that gives at least 1. */
export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

/** Seconds as people say them. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
