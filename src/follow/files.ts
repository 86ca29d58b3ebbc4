import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Format, MigrationFile } from '../formats/index.ts';
import { leadingDigits } from '../formats/history.ts';
import { repoAt } from '../formats/repo.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { PhaseName } from '../types.ts';
import { hashOf } from './delivery.ts';

/** A file of a plan as it is on the disk. */
export interface FileState {
  readonly path: string;
  /** `unknown`: it is there, and what was written is not known. */
  readonly state: 'as written' | 'edited' | 'missing' | 'unknown';
}

/** Compares a file with what was written. */
export function fileState(cwd: string, path: string, hashes: Readonly<Record<string, string>>): FileState {
  const content = textOf(resolve(cwd, path));
  if (content === null) return { path, state: 'missing' };
  const written = hashes[path];
  if (written === undefined) return { path, state: 'unknown' };
  return { path, state: hashOf(content) === written ? 'as written' : 'edited' };
}

/** The text of a file, null when it cannot be read. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The files of a phase that bring the plan forward, in order: those among the migrations, else the one that waits. */
export function phaseFiles({ files, delivery }: FoundPlan, phase: PhaseName): string[] {
  const own = files.filter((file) => file.phase === phase && file.direction === 'up').map(({ path }) => path);
  const waits = delivery?.waiting.find((each) => each.phase === phase);
  return own.length > 0 || waits === undefined ? own : [waits.path];
}

/** Whether a path lies in a directory, which may be the one that paths are from. */
export function isIn(directory: string, path: string): boolean {
  return !/^\.\.(?:\/|$)|^$/.test(relative(directory, path));
}

/** A migration as a format's history knows it. */
export function migrationFile(cwd: string, directory: string, path: string): MigrationFile {
  return { path: relative(directory, path), directory, repo: repoAt(cwd) };
}

/**
 * Two entries of the migrations directory that a tool takes for one: another branch may have taken the number that a file of the plan has.
 * Null when there are none.
 */
export function sameNumber(
  { format, entries, cwd, directory }: Among,
  own: readonly string[],
): { readonly own: string; readonly other: string } | null {
  const version = (path: string): string => {
    const file = migrationFile(cwd, directory, path);
    // What is no migration has no number: some tools would say 0 of it.
    return /^V?\d/.test(file.path) ? (format.history?.version(file) ?? leadingDigits(file)) : '';
  };
  const plans = new Set(own.map((path) => relative(directory, path)));
  for (const path of own) {
    const number = version(path);
    if (!/^\d/.test(number)) continue;
    const other = entries.find(
      (entry) => !plans.has(entry) && !entry.endsWith('/') && version(`${directory}/${entry}`) === number,
    );
    if (other !== undefined) return { own: path, other: `${directory}/${other}` };
  }
  return null;
}

/** The directory of the migrations, and the tool that reads it. */
export interface Among {
  readonly cwd: string;
  readonly directory: string;
  readonly format: Format;
  /** The names of what lies in it. */
  readonly entries: readonly string[];
}
