import { join } from 'node:path';
import { loadSql } from '../sql/parse.ts';
import type { Certainty, Mention, RunningStatements, Scan, ScannedFiles } from '../types.ts';
import { listFiles } from './list.ts';
import { CERTAINTIES, type FileMentions, lookingFor, mentionsIn } from './mentions.ts';
import { type Read, readCandidate } from './read.ts';
import { runningMentions } from './running.ts';
import type { Wanted } from './wanted.ts';

/** Files that are read at the same time. */
const TOGETHER = 64;
/** Mentions that are kept; the rest is counted. */
const MOST = 1000;
const EXAMPLES = 5;

/** Where to look. */
export interface Place {
  readonly directory: string;
  /** As the user would write it. */
  readonly shown: string;
  /** Folders to leave out, from the directory: where this program's own files lie. */
  readonly skipped: readonly string[];
}

/**
 * Looks through the files of a directory for what is wanted, and through the statements that run. Reads nothing outside
 * the directory, runs nothing in it. Throws what the file system throws when the directory is not there.
 */
export async function scan(
  place: Place,
  wanted: readonly Wanted[],
  running: readonly RunningStatements[],
): Promise<Scan> {
  await loadSql();
  const { listedBy, files, leftOut } = await listFiles(place.directory, place.skipped);
  const looking = wanted.map(lookingFor);
  // Bytes of a name outside ASCII are not those of Latin-1.
  const plain = wanted.every(({ names }) => names.every(({ name }) => /^[ -~]*$/.test(name)));
  const candidate = (text: string): boolean => !plain || looking.some(({ finder }) => finder.candidate(text));
  const counted: Record<'read' | 'binary' | 'large' | 'unreadable', number> = {
    read: 0,
    binary: 0,
    large: 0,
    unreadable: 0,
  };
  const all: FileMentions[] = [];
  for await (const { path, read } of readInOrder(place.directory, files, candidate)) {
    counted['text' in read || read.not === 'candidate' ? 'read' : read.not] += 1;
    if ('text' in read) all.push(mentionsIn({ path, text: read.text }, looking));
  }
  return {
    directory: place.shown,
    listedBy,
    names: [...new Set(wanted.flatMap(({ names }) => names.map(({ name }) => name)))],
    ...together(all),
    files: { ...counted, leftOut } satisfies ScannedFiles,
    ...runningMentions(running, wanted),
  };
}

/** Reads some files at a time, the next ones while the last are looked at, and gives them in order. */
async function* readInOrder(
  directory: string,
  files: readonly string[],
  candidate: (text: string) => boolean,
): AsyncGenerator<{ path: string; read: Read }> {
  const batch = (from: number): Promise<{ path: string; read: Read }[]> =>
    Promise.all(
      files
        .slice(from, from + TOGETHER)
        .map(async (path) => ({ path, read: await readCandidate(join(directory, path), candidate) })),
    );
  let next = batch(0);
  for (let from = 0; from < files.length; from += TOGETHER) {
    const now = await next;
    next = batch(from + TOGETHER);
    yield* now;
  }
  await next;
}

function together(all: readonly FileMentions[]): Pick<Scan, 'mentions' | 'found' | 'longer'> {
  const sum = (certainty: Certainty): number => all.reduce((total, { found }) => total + found[certainty], 0);
  const mentions = all.flatMap((each) => each.mentions);
  // The sort is stable: of equal certainty the first ones stay.
  const kept = new Set(
    mentions.toSorted((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty)).slice(0, MOST),
  );
  const longer = all.flatMap((each) => each.longer);
  return {
    mentions: mentions.filter((mention: Mention) => kept.has(mention)),
    found: {
      certain: sum('certain'),
      likely: sum('likely'),
      possible: sum('possible'),
      other: sum('other'),
      files: all.filter(({ found }) => found.certain + found.likely + found.possible > 0).length,
    },
    longer: { count: longer.length, examples: [...new Set(longer)].slice(0, EXAMPLES) },
  };
}
