import { columnTitle } from '../sql/column-title.ts';
import type { IndexElem } from '../sql/index-statement.ts';
import { cut, MAX_BYTES } from './names.ts';

/** The columns' part of a name; what does not fit into any name is left out. */
export function columnsPart(columns: readonly string[]): string {
  let part = '';
  for (const column of columns) {
    part = part === '' ? column : `${part}_${column}`;
    if (Buffer.byteLength(part) > MAX_BYTES) break;
  }
  return part;
}

/** What the columns of an index are called in its name: expressions by what they call, repetitions by number. */
export function indexColumns(keys: readonly IndexElem[]): string[] {
  const names: string[] = [];
  for (const { name, expr } of keys) {
    const own = name ?? (expr === undefined ? null : columnTitle(expr)) ?? 'expr';
    let candidate = own;
    for (let n = 1; names.includes(candidate); n += 1) candidate = cut(own, MAX_BYTES - String(n).length) + String(n);
    names.push(candidate);
  }
  return names;
}
