import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, resolve } from 'node:path';
import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import { parsePlanFile } from './parse.ts';
import type { PlanFile } from './plan-shape.ts';

/** A plan that was written before. */
export interface FoundPlan extends PlanFile {
  /** Its folder, as the user would write it. */
  readonly folder: string;
}

/** Where to look, and what for. */
export interface Sought {
  readonly cwd: string;
  /** The folder of all plans, as the user would write it. */
  readonly plans: string;
  /** A plan's id, or the path of its folder or of its plan.json; undefined: the only one there is. */
  readonly id: string | undefined;
  /** The command to name in a hint, for example `plan pr`. */
  readonly command: string;
}

/**
 * Reads a plan from its folder. Throws UserError when there is none, when there are several and none is named, when the named
 * one is not there (with the one that was probably meant), and when its plan.json is broken.
 */
export function findPlan(sought: Sought): FoundPlan {
  const { cwd, plans } = sought;
  const folder = join(plans, chosen(sought, plansIn(resolve(cwd, plans))));
  const path = join(folder, 'plan.json');
  return { ...parsePlanFile(path, readFile(path, resolve(cwd, path))), folder };
}

/** Every plan of a folder, by name. Throws UserError when the plan.json of one is broken. */
export function allPlans({ cwd, plans }: Pick<Sought, 'cwd' | 'plans'>): FoundPlan[] {
  return plansIn(resolve(cwd, plans)).map((id) => findPlan({ cwd, plans, id, command: 'plan status' }));
}

/** The names of the folders that hold a plan, in order. */
function plansIn(directory: string): string[] {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'plan.json')))
    .map(({ name }) => name)
    .toSorted();
}

function chosen({ cwd, plans, id, command }: Sought, there: readonly string[]): string {
  const [only] = there;
  if (only === undefined) {
    throw new UserError(`there is no plan in ${plans}`, {
      hint: `make one with plan <kind>, run this where it lies, or say where with ${command} --plans DIR`,
    });
  }
  if (id === undefined) {
    if (there.length === 1) return only;
    throw new UserError(`${plans} has ${String(there.length)} plans: ${there.join(', ')}`, {
      hint: `${command} ${only}`,
    });
  }
  // A shell completes a path from where the person is, which may be a folder below.
  const [here = '', wanted = ''] = [process.cwd(), cwd].map((from) => idOf(id, { cwd, plans, from }));
  if (there.includes(here)) return here;
  if (there.includes(wanted)) return wanted;
  const [meant] = closest(wanted, there, (name) => name);
  throw new UserError(`there is no plan ${id} in ${plans}, only ${there.join(', ')}`, {
    hint: meant === undefined ? `${command} ${only}` : `did you mean ${command} ${meant}?`,
  });
}

/** Shells complete paths, so the folder and the file are as good as the id. */
function idOf(typed: string, { cwd, plans, from }: Pick<Sought, 'cwd' | 'plans'> & { readonly from: string }): string {
  const path = normalize(typed).replace(/\/$/, '');
  const folder = basename(path) === 'plan.json' ? dirname(path) : path;
  const inside = relative(resolve(cwd, plans), resolve(from, folder));
  return inside.includes('/') || inside === '' || inside === '..' ? folder : inside;
}

function readFile(path: string, target: string): string {
  try {
    return readFileSync(target, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UserError(`${path} cannot be read (${code})`, { hint: `ls -l ${path}`, cause: error });
  }
}
