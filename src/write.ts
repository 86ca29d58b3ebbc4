import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from './errors.ts';

/** A file to be written. */
export interface Entry {
  /** As the user would write it, for messages; from the working directory. */
  readonly path: string;
  readonly content: string;
  /** It is known to be there, and this is its new text. */
  readonly replaces?: boolean;
}

const nothing = (): undefined => undefined;

/**
 * Writes all files or none: each is written under a temporary name in its own directory, then all are put in place.
 * Without `force` an existing file is never touched, save one that is to be replaced. When anything fails, what was made is removed and what was
 * replaced is put back. Throws UserError saying which file could not be written.
 */
export function writeAll(entries: readonly Entry[], { force, cwd }: { force: boolean; cwd: string }): void {
  const taken = force
    ? undefined
    : entries.find(({ path, replaces }) => replaces !== true && existsSync(resolve(cwd, path)));
  if (taken !== undefined) throw alreadyThere(taken.path);
  const steps: Done[] = [];
  // With a listener, Ctrl-C does not end the process between two files; the writing below is synchronous and short.
  process.on('SIGINT', nothing).on('SIGTERM', nothing);
  try {
    const staged = entries.map((entry) => stage({ ...entry, target: resolve(cwd, entry.path) }, steps));
    for (const entry of staged) place(entry, force || entry.replaces === true, steps);
  } catch (error) {
    for (const { undo } of steps.toReversed()) quietly(undo);
    throw error;
  } finally {
    process.off('SIGINT', nothing).off('SIGTERM', nothing);
  }
  for (const { tidy } of steps) quietly(tidy);
}

/** Something done on the way: how to take it back, and what to tidy up once all went well. */
interface Done {
  readonly undo: () => void;
  readonly tidy: () => void;
}

interface Targeted extends Entry {
  readonly target: string;
}

interface Staged extends Targeted {
  readonly temporary: string;
}

function stage(entry: Targeted, steps: Done[]): Staged {
  const { path, target, content } = entry;
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    makeDirectory(dirname(target), steps);
    writeFileSync(temporary, '', { flag: 'wx' });
    steps.push(removal(temporary));
    writeFileSync(temporary, content);
  } catch (error) {
    throw cannotWrite(path, error);
  }
  return { ...entry, temporary };
}

function removal(path: string): Done {
  const remove = () => rmSync(path, { force: true });
  return { undo: remove, tidy: remove };
}

function makeDirectory(directory: string, steps: Done[]): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory), steps);
  mkdirSync(directory);
  steps.push({ undo: () => rmdirSync(directory), tidy: nothing });
}

// link() fails when the name is taken, rename() replaces it: the one is the promise of no --force, the other is --force.
function place({ path, target, temporary }: Staged, force: boolean, steps: Done[]): void {
  try {
    if (force && existsSync(target)) {
      const before = `${target}.${process.pid}.old`;
      linkOrCopy(target, before);
      steps.push(removal(before));
      renameSync(temporary, target);
      steps.push({ undo: () => renameSync(before, target), tidy: nothing });
    } else {
      linkOrCopy(temporary, target);
      steps.push({ undo: () => rmSync(target, { force: true }), tidy: nothing });
    }
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? alreadyThere(path) : cannotWrite(path, error);
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A second name for a file that is not taken; a copy where the file system has no hard links, such as exFAT. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The first failure is the one to report; clearing up goes on as far as it can.
  }
}

function alreadyThere(path: string): UserError {
  return new UserError(`${path} exists already, and nothing was written`, {
    hint: 'add --force to replace it, or choose another directory with --dir DIR',
  });
}

function cannotWrite(path: string, error: unknown): UserError {
  const why = {
    EACCES: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of its path is a file',
  };
  const code = codeOf(error);
  return new UserError(
    `${path} cannot be written (${Object.entries(why).find(([key]) => key === code)?.[1] ?? code}), and nothing was written`,
    {
      hint: 'choose other directories with --dir DIR and --plans DIR',
      cause: error,
    },
  );
}

/** The system's code of an error, such as ENOENT, or its message when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
