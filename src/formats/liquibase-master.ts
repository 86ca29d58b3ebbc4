import { dirname, join } from 'node:path';
import type { OutputFile } from '../types.ts';
import type { Naming } from './format.ts';

/** What has to be done so that a changelog includes some files. */
export interface Includes {
  /** The changelog with them added; null: none has to be changed, or none can be. */
  readonly file: OutputFile | null;
  /** A person has to add them. */
  readonly needed: boolean;
}

/** Adds files to the changelog that lies in their directory or above it, each as the last one is included there. */
export function includes(files: readonly OutputFile[], { directory, repo }: Naming): Includes {
  const migrations = files.filter(({ role }) => role === undefined).map(({ path }) => path);
  for (const folder of [directory, dirname(directory)]) {
    for (const name of repo
      .list(folder)
      .filter((each) => /changelog.*\.(?:xml|ya?ml)$|^root\.(?:xml|ya?ml)$/i.test(each))) {
      const text = repo.read(folder === '.' ? name : `${folder}/${name}`) ?? '';
      if (/\bincludeAll\b/.test(text)) return { file: null, needed: false };
      const content = added(text, migrations, { directory, folder });
      if (content === null) continue;
      const path = folder === directory ? name : join('..', name);
      const file = { path, phase: null, direction: 'up', transaction: true, role: 'sidecar', replaces: true } as const;
      return { file: content === text ? null : { ...file, content }, needed: false };
    }
  }
  return { file: null, needed: true };
}

const patterns = [
  { block: /^[ \t]*<include\s[^>]*\/>[^\n]*\n?/gm, file: /\bfile\s*=\s*["']([^"']+)["']/ },
  { block: /^([ \t]*)- include:[ \t]*\n(?:\1[ \t]+[^\n]*\n?)+/gm, file: /\bfile\s*:\s*["']?([^\s"']+)/ },
];

/** null: it includes no file of the directory. */
function added(
  text: string,
  names: readonly string[],
  { directory, folder: own }: { directory: string; folder: string },
): string | null {
  for (const { block, file } of patterns) {
    const last = [...text.matchAll(block)].at(-1);
    const said = file.exec(last?.[0] ?? '')?.[1];
    if (last === undefined || said === undefined) continue;
    // A path from the root of the repository, from that of the class path, or from the changelog itself.
    const folder = dirname(said);
    if (folder === '.' ? own !== directory : !`/${directory}`.endsWith(`/${folder.replace(/^classpath:\/?/, '')}`))
      return null;
    const missing = names.filter((name) => !text.includes(name));
    const entry = last[0].endsWith('\n') ? last[0] : `${last[0]}\n`;
    const more = missing.map((name) => entry.replace(said, folder === '.' ? name : `${folder}/${name}`));
    const end = last.index + last[0].length;
    return missing.length === 0 ? text : `${text.slice(0, last.index)}${entry}${more.join('')}${text.slice(end)}`;
  }
  return null;
}
