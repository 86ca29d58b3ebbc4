import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { statementsOf } from '../formats/layout.ts';
import { comment } from '../formats/comment.ts';
import { fileWords } from '../formats/names.ts';
import { unitsOf } from '../formats/units.ts';
import type { ForwardFix, Plan } from '../types.ts';
import type { Entry } from '../write.ts';

/** The folder of a plan, as the user would write it. */
export function planFolder(plans: string, plan: Plan): string {
  return join(plans, plan.id);
}

/** Throws UserError (exit code 1) that says where the plan lies, when it has been made before. */
export function refuseExisting(cwd: string, folder: string): void {
  if (!existsSync(resolve(cwd, folder))) return;
  throw new UserError(`this change has a plan already, in ${folder}, and nothing was written`, {
    hint: `read ${join(folder, 'notes.md')}, or add --force to write the plan and its files again`,
    exitCode: 1,
  });
}

/** The migration files that an earlier writing of this plan put into the directory; empty when there was none. */
export function earlierFiles(cwd: string, folder: string, directory: string): string[] {
  const path = join(folder, 'plan.json');
  if (!existsSync(resolve(cwd, path))) return [];
  const found = parseJson(path, readFileSync(resolve(cwd, path), 'utf8'));
  const files = isRecord(found) && Array.isArray(found['files']) ? found['files'] : [];
  return files
    .flatMap((file: unknown) =>
      isRecord(file) && typeof file['path'] === 'string' && file['direction'] === 'up' ? [file['path']] : [],
    )
    .filter((file) => normalize(file) === join(directory, basename(file)))
    .map((file) => basename(file));
}

/** The forward fixes as files of the plan's folder. No migration tool runs them: a person does, with psql. */
export function fixFiles(folder: string, fixes: readonly ForwardFix[]): Entry[] {
  return fixes.map((fix) => ({
    path: join(folder, `${fileWords(fix.name)}.sql`),
    content: [
      comment(`When: ${fix.when}`),
      comment('Run it with psql, not inside a transaction: psql -v ON_ERROR_STOP=1 -f FILE'),
      '',
      ...unitsOf(fix.steps, { whole: false, production: true }).map(statementsOf),
      '',
    ].join('\n'),
  }));
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is not JSON, so the files of the earlier plan are not known`, {
      hint: `remove ${dirname(path)} and the plan's migration files by hand`,
      cause: error,
    });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
