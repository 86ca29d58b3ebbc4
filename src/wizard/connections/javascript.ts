import { plainValue } from './placeholders.ts';
import type { Found, Skipped, Variable } from './source.ts';
import { postgresUrl } from './url.ts';

/**
 * The first value of one of these keys in a file of JavaScript that is a string or an environment variable. The file is not run:
 * what it computes is left out, and said.
 */
export function urlIn(code: string, keys: readonly string[], variable: Variable): readonly (Found | Skipped)[] {
  const bare = code.replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
  const places = [...bare.matchAll(new RegExp(`\\b(${keys.join('|')})['"]?\\s*:\\s*`, 'g'))];
  for (const place of places) {
    const value = plainValue(bare.slice(place.index + place[0].length), variable);
    const url = value === null ? null : postgresUrl(value);
    if (url !== null) return [{ url, entry: place[1] ?? '' }];
  }
  return places.length === 0 || !/postg|\bpg\b/i.test(bare)
    ? []
    : [{ skipped: 'its connection is computed, and code is not run' }];
}
