import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaults, type Settings } from '../commands/settings.ts';
import { type Format, formats, type Repo } from '../formats/index.ts';
import { wrapped } from '../report/text.ts';
import type { Asker, Entry } from './asker.ts';

/**
 * Which migration tool to write for: the one that the repository shows, asked when it shows several or none, or when the command
 * line has said it.
 */
export async function askFormat(settings: Settings, cwd: string, asker: Asker): Promise<Settings> {
  if (settings.format !== defaults.format || settings.directory !== undefined) return settings;
  const repo = repoAt(cwd);
  const found = formats.flatMap((format) => {
    const evidence = format.detect(repo);
    const because = evidence === null ? '' : [evidence.because].flat()[0];
    return evidence === null ? [] : [{ format, because: because ?? '', directory: evidence.directory }];
  });
  const [first, ...others] = found;
  const named = (name: string): Settings => {
    const directory = found.find(({ format }) => format.name === name)?.directory;
    const usual = formats.find((format) => format.name === name)?.directory;
    return { ...settings, format: name, ...(directory === undefined || directory === usual ? {} : { directory }) };
  };
  if (first !== undefined && others.length === 0) {
    asker.say(wrapped(`Written for ${first.format.name}: ${first.because}.`, { first: '  ', indent: '  ' }));
    return named(first.format.name);
  }
  const rest = formats.filter((format) => !found.some((each) => each.format === format));
  const usual = rest.toSorted((a, b) => Number(b.name === defaults.format) - Number(a.name === defaults.format));
  const chosen = await asker.choose('For which migration tool?', [
    ...found.map(({ format, because }) => entry(format, because)),
    ...usual.map((format) => entry(format, format.title === format.name ? format.url : format.title)),
  ]);
  return named(chosen);
}

const entry = ({ name }: Format, detail: string): Entry => ({ value: name, name, detail });

function repoAt(cwd: string): Repo {
  return {
    list: (directory) => attempted(() => readdirSync(resolve(cwd, directory))) ?? [],
    read: (path) => attempted(() => readFileSync(resolve(cwd, path), 'utf8')),
  };
}

function attempted<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
