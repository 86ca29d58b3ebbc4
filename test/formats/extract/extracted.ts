import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OutputFile } from '../../../src/types.ts';

/** What a tool would send for one file. */
export interface Extracted {
  readonly path: string;
  /** The texts that reach the server, in order; one may hold several statements. */
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Whether the tool would wrap the way forward in a transaction; undefined where no tool wraps. */
  readonly transaction?: boolean;
}

/** How the files of a format are taken apart again: by evaluating them where that can be done. */
export interface Extractor {
  /** The line that installs what is missing here; null: nothing is. */
  readonly missing: string | null;
  extract(files: readonly OutputFile[]): Promise<readonly Extracted[]>;
}

/** Plain SQL files. */
export const sqlFiles: Extractor = {
  missing: null,
  extract: async (files) =>
    files
      .filter(({ role }) => role === undefined)
      .map(({ path, direction, content }) => ({
        path,
        up: direction === 'up' ? [content] : [],
        down: direction === 'down' ? [content] : [],
      })),
};

/** Whether a program is there. */
export function has(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Writes the files, runs a program on their paths, and reads the JSON list that it prints: one entry a file. Throws what the program says. */
export function evaluated(
  files: readonly OutputFile[],
  program: string,
  args: readonly string[],
): (Omit<Extracted, 'path'> & { readonly path: string })[] {
  const folder = mkdtempSync(join(tmpdir(), 'plan-formats-'));
  try {
    const own = files.filter(({ role }) => role === undefined);
    for (const { path, content } of own) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const paths = own.map(({ path }) => path);
    const ran = spawnSync(program, [...args, ...paths], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`);
    const found = JSON.parse(ran.stdout) as Omit<Extracted, 'path'>[];
    return found.map((each, at) => ({ ...each, path: paths[at] ?? '' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
