import { UserError } from '../errors.ts';
import type { Repo } from './format.ts';

/** What Drizzle 0.x runs, in this order; a file that is not in it is not run. */
export interface Journal {
  readonly entries: readonly Entry[];
  readonly [other: string]: unknown;
}

interface Entry {
  readonly idx: number;
  /** Milliseconds since 1970. What is not later than the last one that ran is not run. */
  readonly when: number;
  /** The name of the file, without its ending. */
  readonly tag: string;
  readonly [other: string]: unknown;
}

export const journalPath = 'meta/_journal.json';

const fresh: Journal = { version: '7', dialect: 'postgresql', entries: [] };

/** The journal of a directory; a new one where there is none. Throws UserError when it cannot be read. */
export function readJournal(repo: Repo, directory: string): Journal {
  const text = repo.read(`${directory}/${journalPath}`);
  if (text === null) return fresh;
  const journal = parsed(text);
  if (journal === null) {
    throw new UserError(
      `${directory}/${journalPath} cannot be read: it is no list of migrations as Drizzle writes it`,
      {
        hint: 'npx drizzle-kit check, and take the file back from version control',
      },
    );
  }
  const { dialect } = journal;
  if (dialect === 'postgresql' || dialect === 'pg' || dialect === undefined) return journal;
  throw new UserError(`${directory}/${journalPath} says that the database is ${String(dialect)}, not postgresql`, {
    hint: 'choose another directory with --dir DIR',
  });
}

function parsed(text: string): Journal | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJournal(value) ? value : null;
  } catch {
    return null;
  }
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null || !('entries' in value) || !Array.isArray(value.entries))
    return false;
  return value.entries.every(
    (entry: unknown) =>
      typeof entry === 'object' &&
      entry !== null &&
      'idx' in entry &&
      typeof entry.idx === 'number' &&
      'when' in entry &&
      typeof entry.when === 'number' &&
      'tag' in entry &&
      typeof entry.tag === 'string',
  );
}

/**
 * The journal with these files at its end, each later than all before it. What an earlier writing of the same files (`reuse`) put
 * there is taken out.
 */
export function withEntries(journal: Journal, tags: readonly string[], reuse: readonly string[], now: Date): string {
  const earlier = new Set(reuse.map((file) => file.replace(/\.sql$/, '')));
  const kept = journal.entries.filter(({ tag }) => !earlier.has(tag));
  const newest = Math.max(0, ...kept.map(({ when }) => when));
  const first = Math.max(now.getTime(), newest + 1000);
  const next = Math.max(-1, ...kept.map(({ idx }) => idx)) + 1;
  const added = tags.map((tag, index) => ({
    idx: next + index,
    version: journal['version'] ?? '7',
    when: first + index * 1000,
    tag,
    breakpoints: true,
  }));
  return `${JSON.stringify({ ...journal, entries: [...kept, ...added] }, null, 2)}\n`;
}
