import { readFileSync } from 'node:fs';

/** The version in package.json, which lies beside src and beside dist. */
export function version(): string {
  const found = /"version":\s*"([^"]+)"/.exec(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return found?.[1] ?? 'unknown';
}
