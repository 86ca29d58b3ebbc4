import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Repo } from './format.ts';

/** A repository on the disk, with paths from `cwd`. What cannot be read is as if it were not there. */
export function repoAt(cwd: string): Repo {
  return {
    list: (directory) => attempted(() => names(resolve(cwd, directory))) ?? [],
    read: (path) => attempted(() => readFileSync(resolve(cwd, path), 'utf8')),
  };
}

function names(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .toSorted();
}

function attempted<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
