import type { Deploy, ListedFile, PhaseName, Plan } from '../types.ts';
import { code, prose } from './markdown.ts';

/** The values of `timeline.md.hbs`: one row a deploy, with the files it runs in their order, those of `waiting` among them. */
export function timeline(plan: Plan, files: readonly ListedFile[], waiting: readonly ListedFile[] = []): object {
  return {
    deploys: plan.deploys.map((deploy) => ({
      title: `**${String(deploy.number)}** ${prose(deploy.title)}`,
      when: when(deploy, plan),
      gate: prose(deploy.gate),
      runs: runs(deploy, files),
      code: prose(deploy.code),
    })),
    alone: [
      alone(files.filter(({ direction }) => direction === 'up')),
      scripts(files.filter(({ direction, role }) => direction === 'up' && role === 'script')),
    ]
      .filter((text) => text !== '')
      .join('\n\n'),
    waits: waiting.length === 0 ? [] : [waits(plan, waiting)],
  };
}

/** The paths of the files of these phases that bring the plan forward, in the order in which they run. */
export function upFiles(files: readonly ListedFile[], phases: readonly PhaseName[]): string[] {
  return forward(files, phases).map(({ path }) => path);
}

function forward(files: readonly ListedFile[], phases: readonly PhaseName[]): ListedFile[] {
  return files.filter(({ phase, direction }) => direction === 'up' && phase !== null && phases.includes(phase));
}

function alone(up: readonly ListedFile[]): string {
  const forbidden = up.filter(({ transaction }) => !transaction).map(({ path }) => code(path));
  if (forbidden.length === 0) return '';
  const which = forbidden.length === up.length ? 'No file' : `None of ${forbidden.join(', ')}`;
  return `${which} may run inside a transaction (${code('BEGIN')}, ${code('psql -1')}).`;
}
/** What is said of phases that are not among the migrations. */
function waits({ id }: Plan, waiting: readonly ListedFile[]): string {
  const paths = waiting.map(({ path }) => code(path)).join(', ');
  return `Not among the migrations yet: ${paths}. Once the phase before has run, ${code(`plan next ${id}`)} plans it again from the schema of that day and writes it with a fresh number; ${code('plan status')} says how far the database is.`;
}

// Their place in the order matters: what comes behind one stops with a sentence as long as it has not run.
function scripts(files: readonly ListedFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  const which = files.map(({ path }) => code(path)).join(', ');
  const many = files.length > 1;
  return `No migration tool runs ${which}: a transaction is around every migration here, and ${many ? 'these' : 'this'} cannot run in one. Run ${many ? 'each' : 'it'} at its place in the order, before the files behind it are deployed: ${code(`psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f ${first.path}`)}`;
}

function runs(deploy: Deploy, files: readonly ListedFile[]): string {
  const own = forward(files, deploy.runs);
  if (own.length === 0) return 'no migration';
  return own
    .map(({ path, role }, index) => `${String(index + 1)}. ${role === 'script' ? 'with psql: ' : ''}${code(path)}`)
    .join('<br>');
}

/** When this deploy may go out, a half-sentence. */
export function when(deploy: Deploy, { deploys, code: versions }: Plan): string {
  const before = deploys.find(({ number }) => number === deploy.number - 1);
  // Where old code may stay, contract waits for no code.
  if (deploy.runs.includes('contract') && versions[0]?.until !== null) {
    return before === undefined
      ? 'when no old code runs'
      : `when the code of deploy ${String(before.number)} runs on every instance and will not be rolled back`;
  }
  if (before === undefined) return 'any time; the code that runs now goes on';
  return before.ships !== null
    ? `when the code of deploy ${String(before.number)} runs on every instance`
    : `when the last file of deploy ${String(before.number)} has finished`;
}
