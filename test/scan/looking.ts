import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookingFor, mentionsIn, type SourceFile } from '../../src/scan/mentions.ts';
import type { Wanted, WantedName } from '../../src/scan/wanted.ts';
import type { Mention } from '../../src/types.ts';

export const repo = join(import.meta.dirname, 'repo');

/** What a plan looks for that changes this column, or this table when there is no column. */
export function wanted(table: string, column: string | null, more: readonly WantedName[] = []): Wanted {
  const own: WantedName = column === null ? { name: table, is: 'relation' } : { name: column, is: 'column' };
  const named = { schema: 'public', name: table };
  return { names: [own, ...more], table: named, says: `public.${table}`, tables: [named], searchPath: ['public'] };
}

/** What a text of this path mentions. */
export function mentioned(file: SourceFile, what: Wanted): readonly Mention[] {
  return mentionsIn(file, [lookingFor(what)]).mentions;
}

/** The files of the fixture, in order. */
export function repoFiles(): SourceFile[] {
  return readdirSync(repo, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repo.length + 1))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(repo, path), 'utf8') }));
}

/** A line a mention, as a person would check it by eye. */
export const listed = (mentions: readonly Mention[]): string =>
  mentions
    .map(
      ({ file, line, column, what, access, certainty, excerpt }) =>
        `${file}:${String(line)}:${String(column)}  ${what}, ${access}, ${certainty}\n    ${excerpt}\n`,
    )
    .join('');
