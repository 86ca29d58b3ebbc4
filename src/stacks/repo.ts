import { isOwn } from '../formats/folders.ts';
import type { Repo } from './stack.ts';

/** No repository is read further than this, however large. */
const MOST_FOLDERS = 3000;

/** Paths of all files whose path passes `wanted`, nearest to the root first; folders that are not the team's are left out. */
export function filesIn(repo: Repo, wanted: (path: string) => boolean): string[] {
  const found: string[] = [];
  const folders = ['.'];
  for (let at = 0; at < folders.length && at < MOST_FOLDERS; at++) {
    const folder = folders[at] ?? '.';
    for (const entry of repo.list(folder)) {
      const name = entry.replace(/\/$/, '');
      const path = folder === '.' ? name : `${folder}/${name}`;
      if (name === entry) {
        if (wanted(path)) found.push(path);
      } else if (isOwn(name)) folders.push(path);
    }
  }
  return found;
}

/** Manifests of this name, and what they say; those of a monorepo's parts too. */
export function manifests(repo: Repo, name: string | RegExp): { readonly path: string; readonly text: string }[] {
  const is = (path: string): boolean => {
    const last = path.split('/').at(-1) ?? '';
    return path.split('/').length <= 3 && (typeof name === 'string' ? last === name : name.test(last));
  };
  return filesIn(repo, is).flatMap((path) => {
    const text = repo.read(path);
    return text === null ? [] : [{ path, text }];
  });
}

/** Says in which package.json one of these packages stands, for example: `package.json has drizzle-orm`. */
export function npmPackage(repo: Repo, names: readonly string[]): string | null {
  for (const { path, text } of manifests(repo, 'package.json')) {
    const name = names.find((each) => text.includes(`"${each}"`));
    if (name !== undefined) return `${path} has ${name}`;
  }
  return null;
}

/** The same for any manifest that lists what it needs line by line. */
export function namedIn(repo: Repo, file: string | RegExp, pattern: RegExp, says: string): string | null {
  const found = manifests(repo, file).find(({ text }) => pattern.test(text));
  return found === undefined ? null : `${found.path} has ${says}`;
}
