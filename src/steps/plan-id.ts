import type { QualifiedName } from '../types.ts';
import type { Pair } from './context.ts';
import { digest } from './names.ts';

/** Characters of a folder's name that say what it is about. */
const READABLE = 100;

/** The folder of a plan: readable, safe on every file system, and different for every set of names. */
export function planId(kind: string, table: QualifiedName, pairs: readonly Pair[]): string {
  const words = pairs.flatMap(({ old, name }) => [old.name, 'to', name]);
  const named = pairs.flatMap(({ old, name }) => [old.name, name]);
  return folder(kind, table, words, named);
}

/** The same for a table that gets another name. */
export const tablePlanId = (kind: string, table: QualifiedName, name: string): string =>
  folder(kind, table, ['to', name], ['', name]);

/** The same for every other kind: `words` say what of the table changes, and tell two plans apart. */
export const kindPlanId = (kind: string, table: QualifiedName, words: readonly string[]): string =>
  folder(kind, table, words, words);

/** The same for several changes that are one plan, each with an id of its own. */
export const severalPlanId = (ids: readonly string[]): string =>
  `${(ids[0] ?? '').slice(0, READABLE)}-and-${ids.length - 1}-more-${digest(...ids)}`;

function folder(kind: string, table: QualifiedName, words: readonly string[], named: readonly string[]): string {
  const readable = [table.name, ...words].map((part) => part.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '-')).join('-');
  const plain =
    readable.length <= READABLE &&
    [table.name, ...words].every((part) => /^[a-z_][a-z0-9_]*$/.test(part)) &&
    table.schema === 'public';
  const tail = plain ? '' : `-${digest(table.schema, table.name, ...named)}`;
  return `${kind}-${readable.slice(0, READABLE)}${tail}`;
}
