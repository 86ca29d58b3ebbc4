import { basename, dirname } from 'node:path';
import type { Format } from './format.ts';

/** The command that runs the next pending migration, or all of them where the tool cannot stop between two; `file` is its path from the working directory. */
export function runCommand({ runs }: Format, { file, directory }: { file: string; directory: string }): string {
  const own = basename(dirname(file)) === basename(directory) ? basename(file) : basename(dirname(file));
  const values: Readonly<Record<string, string>> = {
    file,
    directory,
    name: own.replace(/\.[^.]+$/, ''),
    stem: basename(file).replace(/\.[^.]+$/, ''),
    database: basename(directory),
    version: /\d+(?:[._]\d+)*/.exec(own)?.[0] ?? '',
    app: basename(dirname(directory)),
  };
  return runs.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
