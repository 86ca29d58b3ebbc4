import { UserError } from '../errors.ts';
import type { Plan } from '../types.ts';
import { type Overrides, none, overrides, withOverrides } from './scope.ts';
import { type Part, shapeOf } from './shape.ts';

/**
 * Makes a plan with the team's SQL, and with ours to compare: each statement must do the same to the same objects. Throws
 * UserError that names the template and what differs, and what `make` throws with our own.
 */
export async function checkedPlan(make: () => Promise<Plan>): Promise<Plan> {
  const team = overrides();
  if (team.sql.size === 0) return await make();
  const ours = await withOverrides(none, make);
  const theirs = await attempt(team, make);
  const wrong = typeof theirs === 'string' ? theirs : difference(ours, theirs, '');
  if (wrong === null && typeof theirs !== 'string') return theirs;
  for (const [name, pieces] of team.sql) {
    const alone = await attempt({ ...team, sql: new Map([[name, pieces]]) }, make);
    const why = typeof alone === 'string' ? alone : difference(ours, alone, '');
    if (why !== null) throw refused(`${team.folder}/sql/${name}.sql.hbs`, why);
  }
  throw refused(`${team.folder}/sql`, wrong ?? '');
}

function refused(shown: string, why: string): UserError {
  return new UserError(`${shown} does not do the same as ours: ${why}`, {
    hint: 'comments, layout, the texts of messages and the number of attempts are yours; all else has to stay',
  });
}

/** The plan, or why there is none. */
async function attempt(team: Overrides, make: () => Promise<Plan>): Promise<Plan | string> {
  try {
    return await withOverrides(team, make);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the second does otherwise than the first; every text that differs has to be SQL. Null: nothing. */
function difference(ours: unknown, theirs: unknown, where: string): string | null {
  if (typeof ours === 'string' && typeof theirs === 'string')
    return ours === theirs ? null : otherwise(ours, theirs, where);
  if (typeof ours !== 'object' || ours === null || typeof theirs !== 'object' || theirs === null)
    return ours === theirs ? null : `${where}${String(ours)} has become ${String(theirs)}`;
  const [before, after] = [Object.entries(ours), Object.entries(theirs)];
  if (before.length !== after.length)
    return `${where}there are ${String(after.length)} parts instead of ${String(before.length)}`;
  const name: unknown = 'title' in ours ? ours.title : 'name' in ours ? ours.name : undefined;
  const inside = typeof name === 'string' ? `in ${JSON.stringify(name)}, ` : where;
  for (const [at, [key, value]] of before.entries()) {
    const [otherKey, other] = after[at] ?? [];
    const found = key === otherKey ? difference(value, other, inside) : `${inside}${key} is missing`;
    if (found !== null) return found;
  }
  return null;
}

function otherwise(ours: string, theirs: string, where: string): string | null {
  const [before, after] = [shape(ours), shape(theirs)];
  if (before === null || after === null)
    return `${where}${JSON.stringify(short(theirs))} is no SQL like ${JSON.stringify(short(ours))}`;
  const at = before.findIndex((part, index) => part.same !== after[index]?.same);
  if (at < 0 && before.length === after.length) return null;
  const [own, other] = at < 0 ? [undefined, after[before.length]] : [before[at], after[at]];
  return `${where}ours has ${said(own)}, and yours has ${said(other)}`;
}

const said = (part: Part | undefined): string => (part === undefined ? 'nothing more' : `\`${short(part.shown)}\``);

function shape(sql: string): Part[] | null {
  try {
    return shapeOf(sql);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function short(text: string): string {
  const line = text.replaceAll(/--.*$/gm, '').trim().replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}
