/** A line of bash that is being typed. */
export interface BashLine {
  /** The words behind the program's name as the program would get them; the last is unfinished. */
  readonly words: readonly string[];
  /** The last word as it stands in the line. */
  readonly raw: string;
  /** The quote that is open in it, else empty. */
  readonly quote: string;
}

/** Takes a line up to the cursor apart as bash would: COMP_WORDS is cut at `=`, `:` and `@` too, and so through every URL. Pure. */
export function bashLine(line: string): BashLine {
  let [word, raw, quote] = ['', '', ''];
  const words: string[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === '' && /\s/.test(sign)) {
      if (raw !== '') words.push(word);
      [word, raw] = ['', ''];
      continue;
    }
    raw += sign;
    if (sign === quote) quote = '';
    else if (quote === '' && /["']/.test(sign)) quote = sign;
    else if (sign === '\\' && (quote === '' || (quote === '"' && /[$`"\\]/.test(next)))) {
      word += next;
      raw += next;
      at += 1;
    } else word += sign;
  }
  return { words: [...words, word].slice(1), raw, quote };
}

/**
 * A word as bash may put it in the place of `replaced`, which is the end of the last word of the line, behind an open quote or a
 * sign that cuts words.
 */
export function inBash(word: string, { raw, quote }: BashLine, replaced: string): string {
  const before = raw.endsWith(replaced) ? raw.slice(0, raw.length - replaced.length) : '';
  const escaped = quote + quoted(word, quote);
  return escaped.startsWith(before) ? escaped.slice(before.length) : escaped.slice(quote.length);
}

function quoted(word: string, quote: string): string {
  if (quote === "'") return word.replaceAll("'", String.raw`'\''`);
  if (quote === '"') return word.replaceAll(/[$`"\\]/g, String.raw`\$&`);
  return word.replaceAll(/[^\p{L}\p{N}_./:=@%+,-]/gu, String.raw`\$&`);
}
