import { fileWords } from '../formats/names.ts';
import type { Deploy, ListedFile, PhaseName, Plan } from '../types.ts';
import { code, prose } from './markdown.ts';
import { upFiles } from './timeline.ts';
import type { Words } from './words.ts';

interface Point {
  readonly point: string;
  readonly how: string;
}

/** Of what the way back is told. */
interface Scope {
  /** All deploys of the plan, or some. */
  readonly deploys: readonly Deploy[];
  /** Where the forward fixes lie, as it stands in a sentence. */
  readonly where: string;
}

/** The values of `going-back.md.hbs`: every point of these deploys, the forward fixes and the down files. */
export function goingBack(plan: Plan, words: Words, files: readonly ListedFile[], { deploys, where }: Scope): object {
  const phases = deploys.flatMap(({ runs }) => runs);
  const own = files.filter(({ phase }) => phase === null || phases.includes(phase));
  return {
    downDoes: words.downDoes,
    points: waysBack(plan, words, files, deploys),
    fixes: plan.fixes.map(({ name, when }) => ({ file: code(`${fileWords(name)}.sql`), when: prose(when) })),
    fixesSay:
      plan.fixes.length === 0
        ? 'This plan has no forward fixes.'
        : `Forward fixes lie ${where}, and no migration tool runs them. A person does, with ${code('psql -v ON_ERROR_STOP=1 -f FILE')}, not inside a transaction:`,
    downSays: downSays(own, phases, words.downLoses),
  };
}

function downSays(files: readonly ListedFile[], phases: readonly PhaseName[], loses: string): string {
  const down = files.filter(({ direction }) => direction === 'down');
  if (down.length > 0)
    return `For development only, because they ${loses}:\n\n${down.map(({ path }) => `- ${code(path)}`).join('\n')}`;
  if (files.some(({ reversible }) => reversible === true))
    return `Each migration holds its own way down, for development only, because it would ${loses}.`;
  return phases.length === 0 ? 'No migration runs in this deploy, so it has no down file.' : 'There are no down files.';
}

/** Every point of these deploys at which somebody may want to go back, and how. */
export function waysBack(plan: Plan, words: Words, files: readonly ListedFile[], deploys: readonly Deploy[]): Point[] {
  const after = deploys.flatMap((deploy) => [...afterFiles(deploy, plan, words), ...afterCode(deploy, words)]);
  return deploys[0]?.number === 1 ? [before(plan, files), ...after] : after;
}

function before(plan: Plan, files: readonly ListedFile[]): Point {
  const first = plan.phases[0]?.name ?? 'expand';
  const expands = upFiles(files, [first]).map(code).join(', ');
  return {
    point: `Before ${first}`,
    how: `Nothing has happened in the database${expands === '' ? '' : ` as long as ${expands} has not run`}. Take the files and the plan's folder away.`,
  };
}

function afterFiles({ runs, ships, rollback }: Deploy, plan: Plan, words: Words): Point[] {
  if (runs.length === 0) return [];
  if (runs.includes('contract')) {
    return [{ point: 'After contract', how: `${words.afterContract} ${prose(rollback)}` }];
  }
  const fills = runs.includes('backfill');
  const how = [
    ships === null ? prose(rollback) : 'There is nothing to take back: the code that runs goes on.',
    fills ? 'The backfill file goes on where it was when it is run again.' : '',
    // Once the old column is relaxed, the plan cannot be given up any more.
    plan.fixes.length === 0 || runs.includes('relax') ? '' : 'To give the plan up, use the forward fix for that.',
  ];
  return [
    {
      point: `After ${runs.join(' and ')}${fills ? ', or when the backfill was stopped' : ''}`,
      how: how.filter((sentence) => sentence !== '').join(' '),
    },
  ];
}

function afterCode({ number, runs, ships, rollback }: Deploy, words: Words): Point[] {
  // What keeps code of two versions going ends with contract, and the point above has said what is left.
  if (ships === null || runs.includes('contract')) return [];
  return [
    {
      point: `After the code of deploy ${String(number)}`,
      how: `Older code, not an older schema: ${words.kept} ${prose(rollback)}`,
    },
  ];
}
