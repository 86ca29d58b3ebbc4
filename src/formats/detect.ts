import { join } from 'node:path/posix';
import type { Evidence, Format, Repo } from './format.ts';
import { formats } from './index.ts';
import { foldersOf } from './folders.ts';

/** A tool that a repository shows. */
export interface Detected {
  readonly format: Format;
  readonly evidence: Evidence;
}

/**
 * The tools that a repository shows; more than one where it does not say which of them counts. A tool whose directory has
 * migrations goes before one that is only installed or configured, since an ORM may be there for its queries alone; and of several
 * that lay claim to one directory, those go whose files could be another's.
 */
export function detectFormats(repo: Repo): Detected[] {
  const all = formats.flatMap((format): Detected[] => {
    const evidence = format.detect(repo);
    return evidence === null ? [] : [{ format, evidence }];
  });
  const used = all.filter(({ evidence }) => evidence.migrations > 0);
  const candidates = used.length > 0 ? used : all;
  return candidates.filter(
    ({ evidence }) =>
      evidence.alike !== true ||
      !candidates.some(({ evidence: other }) => other.alike !== true && other.directory === evidence.directory),
  );
}

/** A tool with migrations in a part of the repository. */
export interface DetectedBelow extends Detected {
  readonly folder: string;
}

/** The tools that have migrations in folders of the repository, two deep: a monorepo keeps them in `apps/api`, not at its root. */
export function detectBelow(repo: Repo): DetectedBelow[] {
  return foldersOf(repo, 2).flatMap((folder) =>
    detectFormats(within(repo, folder))
      .filter(({ evidence }) => evidence.migrations > 0)
      .map((found) => ({ ...found, folder })),
  );
}

const within = (repo: Repo, folder: string): Repo => ({
  list: (directory) => repo.list(join(folder, directory)),
  read: (path) => repo.read(join(folder, path)),
});
