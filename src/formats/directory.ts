import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { codeOf } from '../write.ts';

/**
 * The names of what lies in the migrations directory, a folder's with a `/` behind it. `isDefault`: nobody named it, so it may be missing and will be
 * made. Throws UserError when a directory that was named does not exist, or is no directory.
 */
export function listMigrations(cwd: string, directory: string, isDefault: boolean): string[] {
  try {
    return readdirSync(resolve(cwd, directory), { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .toSorted();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && isDefault) return [];
    if (codeOf(error) === 'ENOENT') {
      throw new UserError(`the directory ${directory} does not exist`, {
        hint: `mkdir -p ${directory}, or name another one with --dir DIR`,
      });
    }
    if (codeOf(error) === 'ENOTDIR')
      throw new UserError(`${directory} is a file, not a directory`, { hint: 'name a directory with --dir DIR' });
    throw new UserError(`the directory ${directory} cannot be read (${codeOf(error)})`, {
      hint: 'name another one with --dir DIR',
      cause: error,
    });
  }
}
