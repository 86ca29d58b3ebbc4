import { createHash } from 'node:crypto';

const longest = 80;

/**
 * The words of any text as part of a file name: only `a-z`, `0-9` and single underscores, never empty, at most 80
 * characters. A text that had to be cut ends in a hash of the whole, so that two cut names differ.
 */
export function fileWords(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (words === '') return hash(text);
  if (words.length <= longest) return words;
  return `${words.slice(0, longest - 9).replace(/_+$/, '')}_${hash(text)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** The name, or the name with the first free number behind it; case does not tell names apart. Adds it to `taken`. */
export function uniqueName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}_${number}`;
  taken.add(free.toLowerCase());
  return free;
}

/** `expand_users_name` as `expand-users-name`. */
export function dashed(name: string): string {
  return name.replaceAll('_', '-');
}

/** `expand_users_name` as `ExpandUsersName`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `expand-users-name` and `ExpandUsersName` as `expand_users_name`. */
export function snake(name: string): string {
  return name.replace(/-|(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=\d)/g, '_').toLowerCase();
}
