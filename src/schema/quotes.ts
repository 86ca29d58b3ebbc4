const TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const ESCAPED = /[eE]'/y;

/** Where the quoted text that begins at `at` ends, by the rules of PostgreSQL's scanner; null when none begins there. */
export function afterTheQuote(text: string, at: number): number | null {
  const sign = text[at];
  if (sign === "'" || sign === '"') return afterDoubled(text, at, sign);
  if (sign === '$') return afterTheTag(text, at);
  ESCAPED.lastIndex = at;
  return ESCAPED.test(text) ? afterEscaped(text, at + 2) : null;
}

/** A doubled sign stands for itself. */
function afterDoubled(text: string, at: number, sign: string): number {
  for (let end = text.indexOf(sign, at + 1); end !== -1; end = text.indexOf(sign, end + 2)) {
    if (text[end + 1] !== sign) return end + 1;
  }
  return text.length;
}

/** E'...': a backslash takes the next sign along. */
function afterEscaped(text: string, from: number): number {
  const stop = /\\[^]|''|'/g;
  stop.lastIndex = from;
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    if (found[0] === "'") return stop.lastIndex;
  }
  return text.length;
}

function afterTheTag(text: string, at: number): number | null {
  TAG.lastIndex = at;
  const tag = TAG.exec(text)?.[0];
  if (tag === undefined) return null;
  const end = text.indexOf(tag, at + tag.length);
  return end === -1 ? text.length : end + tag.length;
}
