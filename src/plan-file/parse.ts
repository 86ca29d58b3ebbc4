import { UserError } from '../errors.ts';
import type { Plan } from '../types.ts';
import { type PlanFile, planFile } from './plan-shape.ts';
import { isRecord } from './shape.ts';

/**
 * The text of a plan.json as a plan and its files. Throws UserError that names the file and says what is wrong in it: no
 * JSON, a property that is missing or of another type, a version of the plan that is not known, a name that stands for nothing.
 */
export function parsePlanFile(path: string, source: string): PlanFile {
  const found = parseJson(path, source);
  const problem = versionProblem(found) ?? planFile.problem(found, '') ?? nameProblem(found as PlanFile);
  if (problem !== null) throw broken(path, problem.replace(/^\./, '').replace(/^ /, 'it '));
  return found as PlanFile;
}

function parseJson(path: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw broken(path, source.trim() === '' ? 'it is empty' : 'it is not JSON', error);
  }
}

function broken(path: string, problem: string, cause?: unknown): UserError {
  return new UserError(`${path} cannot be read as a plan: ${problem}`, {
    hint: 'take the file from version control again, or make the plan again with --force',
    ...(cause === undefined ? {} : { cause }),
  });
}

// Said before anything else, since a later version may well look different.
function versionProblem(found: unknown): string | null {
  const version = isRecord(found) && isRecord(found['plan']) ? found['plan']['version'] : undefined;
  if (typeof version !== 'number' || version === 1) return null;
  return `it is of version ${String(version)}, and this program knows version 1`;
}

/** What a type cannot say: each name stands for something that is there. */
function nameProblem({ plan, files, abandoned }: PlanFile): string | null {
  return deployProblem(plan) ?? orphanProblem(plan, files, abandoned);
}

function deployProblem({ deploys, phases, code }: Plan): string | null {
  if (deploys.length === 0) return 'plan.deploys is empty';
  for (const [at, { number, runs, ships }] of deploys.entries()) {
    const where = `plan.deploys[${String(at)}]`;
    if (number !== at + 1) return `${where}.number is ${String(number)}, not ${String(at + 1)}`;
    const absent = runs.find((name) => !phases.some((phase) => phase.name === name));
    if (absent !== undefined) return `${where}.runs names ${absent}, which is no phase of it`;
    if (ships !== null && !code.some(({ id }) => id === ships)) {
      return `${where}.ships is ${JSON.stringify(ships)}, which is no version of the code`;
    }
  }
  return null;
}

function orphanProblem(
  { phases, deploys }: Plan,
  files: PlanFile['files'],
  abandoned: PlanFile['abandoned'],
): string | null {
  const idle = phases.find(({ name }) => deploys.filter(({ runs }) => runs.includes(name)).length !== 1);
  if (idle !== undefined) return `the phase ${idle.name} does not run in one deploy`;
  const stray = files.find(
    ({ phase }) =>
      phase !== null &&
      ![...phases, ...(abandoned === undefined ? [] : [abandoned])].some(({ name }) => name === phase),
  );
  return stray === undefined
    ? null
    : `the file ${stray.path} belongs to ${String(stray.phase)}, which is no phase of it`;
}
