import type { Repo } from '../../src/formats/index.ts';
import type { OutputFile } from '../../src/types.ts';

/** A repository of these texts, by their paths. */
export function treeOf(texts: Readonly<Record<string, string>>): Repo {
  return {
    read: (path) => texts[path] ?? null,
    list(directory) {
      const start = directory === '.' ? '' : `${directory}/`;
      const inside = Object.keys(texts).filter((path) => path.startsWith(start));
      return [...new Set(inside.map((path) => entry(path.slice(start.length))))].toSorted();
    },
  };
}

/** A repository with these files in its directory of migrations. */
export function repoOf(directory: string, files: readonly OutputFile[]): Repo {
  return treeOf(Object.fromEntries(files.map(({ path, content }) => [`${directory}/${path}`, content])));
}

/** The names in a directory of these files, each once. */
export function entriesOf(files: readonly OutputFile[]): string[] {
  return [...new Set(files.map(({ path }) => entry(path)))];
}

const entry = (path: string): string => path.replace(/\/.*$/, '/');
