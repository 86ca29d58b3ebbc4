import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { statementsOf } from '../formats/layout.ts';
import { comment } from '../formats/comment.ts';
import { fileWords } from '../formats/names.ts';
import { statementByStatement, unitsOf } from '../formats/units.ts';
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

/** What an earlier writing of a plan put into the migrations directory, by the names of its entries. */
export interface Earlier {
  /** In the order in which they run. */
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** What an earlier writing of this plan put into the directory; empty when there was none. */
export function earlierFiles(cwd: string, folder: string, directory: string): Earlier {
  const path = join(folder, 'plan.json');
  if (!existsSync(resolve(cwd, path))) return { up: [], down: [] };
  const found = parseJson(path, readFileSync(resolve(cwd, path), 'utf8'));
  const files = isRecord(found) && Array.isArray(found['files']) ? found['files'] : [];
  const entries = (direction: string): string[] => [
    ...new Set(
      files.flatMap((file: unknown) =>
        isRecord(file) && typeof file['path'] === 'string' && file['direction'] === direction
          ? (entryOf(directory, file['path']) ?? [])
          : [],
      ),
    ),
  ];
  return { up: entries('up'), down: entries('down') };
}

/** The name of the file or folder in a directory that a path leads to or through, a folder's with a `/`; null when it is not in it. */
export function entryOf(directory: string, path: string): string | null {
  const [entry = '', ...rest] = relative(directory, path).split(sep);
  if (entry === '' || entry === '..') return null;
  return rest.length === 0 ? entry : `${entry}/`;
}

/** The forward fixes as files of the plan's folder. No migration tool runs them: a person does, with psql. */
export function fixFiles(folder: string, fixes: readonly ForwardFix[]): Entry[] {
  return fixes.map((fix) => ({
    path: join(folder, `${fileWords(fix.name)}.sql`),
    content: [
      comment(`When: ${fix.when}`),
      comment('Run it with psql, not inside a transaction: psql -v ON_ERROR_STOP=1 -f FILE'),
      '',
      ...unitsOf(fix.steps, { sharing: statementByStatement, production: true }).map((unit) => statementsOf(unit)),
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
