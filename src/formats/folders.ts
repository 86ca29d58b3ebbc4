import type { Repo } from './format.ts';

/** Folders that hold no code of the team's own. */
const FOREIGN = new Set(
  `node_modules vendor dist build target coverage venv env site-packages __pycache__ tmp log deps _build test tests __tests__
  spec fixtures testdata examples`.split(/\s+/),
);

/** Whether a folder of this name may hold code of the team's own. */
export const isOwn = (name: string): boolean => !name.startsWith('.') && !FOREIGN.has(name);

/** The folders of the team's own below the root, at most so deep, nearest first. */
export function foldersOf(repo: Repo, depth: number): string[] {
  const found: string[] = [];
  let level = ['.'];
  for (let at = 0; at < depth; at++) {
    level = level.flatMap((folder) =>
      repo
        .list(folder)
        .filter((entry) => entry.endsWith('/') && isOwn(entry.slice(0, -1)))
        .map((entry) => (folder === '.' ? entry.slice(0, -1) : `${folder}/${entry.slice(0, -1)}`)),
    );
    found.push(...level);
  }
  return found;
}
