import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { Catalog } from '../types.ts';

const NAME = 'catalog.json';

/** The schema that a staged plan was made from, as a file of its folder: what others change meanwhile is told by it. */
export function basisFile(folder: string, catalogs: readonly Catalog[]): { path: string; content: string } {
  // What ran at that moment is nobody's business later.
  const lasting = catalogs.map((catalog) =>
    Object.fromEntries(Object.entries(catalog).filter(([name]) => name !== 'running')),
  );
  return { path: join(folder, NAME), content: `${JSON.stringify({ version: 1, catalogs: lasting })}\n` };
}

/** Reads it again. Throws UserError when it is not there or is not what was written. */
export function readBasis(cwd: string, folder: string): readonly Catalog[] {
  const path = join(folder, NAME);
  const broken = (why: string, cause?: unknown): UserError =>
    new UserError(`${path} ${why}, so it is not known what the plan was made from`, {
      hint: `git checkout -- ${path}, or take the plan back out with plan abandon`,
      cause,
    });
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(resolve(cwd, path), 'utf8'));
  } catch (error) {
    throw broken(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read', error);
  }
  if (typeof found !== 'object' || found === null || !('catalogs' in found) || !Array.isArray(found.catalogs))
    throw broken('holds no catalogs');
  const whole = found.catalogs.every(
    (each: unknown) => typeof each === 'object' && each !== null && 'table' in each && 'others' in each,
  );
  if (!whole) throw broken('holds no catalogs');
  return found.catalogs as Catalog[];
}
