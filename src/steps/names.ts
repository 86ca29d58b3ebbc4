import { createHash } from 'node:crypto';

/** PostgreSQL's NAMEDATALEN - 1, in bytes. */
export const MAX_BYTES = 63;

/** A short, stable digest: two names that are cut at the same place still differ. */
export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 6);

/** Cuts to a number of bytes without splitting a character. */
export function cut(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/**
 * The name of a helper object: `ec_<what>_<hint>_<digest>`, at most 63 bytes. The digest is over everything that
 * makes the object different, so that neither truncation nor `a_b` + `c` against `a` + `b_c` can collide.
 */
export function helperName(what: string, hint: string, ...identity: readonly string[]): string {
  const tail = `_${digest(what, hint, ...identity)}`;
  const readable = hint.replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
  return cut(`ec_${what}_${readable}`, MAX_BYTES - tail.length) + tail;
}

/**
 * BEFORE triggers fire in the byte order of their names. Returns `name`, prefixed if need be, so that it sorts before
 * (or after) all of `others`; null when no name can.
 */
export function sortedName(name: string, side: 'before' | 'after', others: readonly string[]): string | null {
  const candidates = side === 'before' ? ['', '!', '\u0020', '\u0001'] : ['', '~', '\u{10FFFF}'];
  const fits = (candidate: string): boolean =>
    others.every((other) => {
      const order = Buffer.compare(Buffer.from(candidate), Buffer.from(other));
      return side === 'before' ? order < 0 : order > 0;
    });
  return candidates.map((prefix) => cut(prefix + name, MAX_BYTES)).find(fits) ?? null;
}
