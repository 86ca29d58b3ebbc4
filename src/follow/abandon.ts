import type { Hanging } from '../catalog/answers.ts';
import type { Format } from '../formats/index.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { Phase, Plan, QualifiedName, Step } from '../types.ts';
import { droppedColumns, strangersOn } from './compare.ts';
import type { Delivery } from './delivery.ts';
import { type Database, type PhaseState, planState } from './plan-state.ts';
import { deliveryOf, notNow, refuseAbandoned } from './refuse.ts';

/** The database that says how far the plan is. */
export interface AbandonFrom {
  readonly cwd: string;
  readonly format: Format;
  readonly database: Database & {
    readonly hangingOn: (table: QualifiedName, columns: readonly string[]) => Promise<readonly Hanging[]>;
  };
}

/** The migration that ends a plan before its time, and what it does. */
export interface Ending {
  readonly phase: Phase;
  readonly delivery: Delivery;
  /** What it costs, a sentence each, where it does what the down files do and not what a forward fix does. */
  readonly costs: readonly string[];
}

/**
 * The phase that takes a half-done plan back out, or brings back what it has taken away. Throws UserError (exit code 1) when the plan is
 * abandoned already, when its last phase is about to run, and when there is nothing that leads back.
 */
export async function endingOf(found: FoundPlan, from: AbandonFrom): Promise<Ending> {
  refuseAbandoned(found);
  const delivery = deliveryOf(found);
  const { plan } = found;
  const { phases } = await planState(found, from);
  const last = phases.at(-1);
  const over = last?.applied === 'yes';
  if (last !== undefined && !over && last.delivered && phases.length > 1 && !isGone(last)) throw pending(last, plan);
  const { steps, costs } = wayBack(plan, phases, over);
  if (steps.length === 0)
    throw notNow(`${plan.id} has nothing that leads back`, 'plan the opposite change, which is a plan of its own');
  if (!over) await refuseStrangers(plan, steps, from);
  return { delivery, phase: ending(plan, steps, { over, costs }), costs };
}

/** Its files were taken away. */
const isGone = ({ files }: PhaseState): boolean => files.every(({ state }) => state === 'missing');

/** It would run before the migration that is to prevent it. */
function pending({ phase, files, applied }: PhaseState, { id }: Plan): Error {
  const paths = files.map(({ path }) => path).join(' ');
  return notNow(
    `${phase} (${paths}) is among the migrations and ${applied === 'unknown' ? 'may not have' : 'has not'} run here: it would run before the way back`,
    `git rm ${paths} and what belongs to it, if no database has run it; then plan abandon ${id}`,
  );
}

/** Among the migrations, or it has run. */
const mayRun = (state: PhaseState): boolean => state.delivered && !(state.applied === 'no' && isGone(state));

interface WayBack {
  readonly steps: readonly Step[];
  readonly costs: readonly string[];
}

function wayBack(plan: Plan, states: readonly PhaseState[], over: boolean): WayBack {
  const { fixes, phases } = plan;
  const applied = (name: string): boolean => states.find(({ phase }) => phase === name)?.applied === 'yes';
  const fix = fixes.find(({ name }) => {
    if (over) return name.startsWith('restore-after-');
    const before = /^abandon-before-(.+)$/.exec(name)?.[1];
    return before !== undefined && !applied(before);
  });
  if (fix !== undefined) return { steps: fix.steps, costs: [] };
  const run = phases.filter(({ name }) => states.some((state) => state.phase === name && mayRun(state)));
  return {
    steps: run.toReversed().flatMap(({ undo }) => undo),
    costs: (plan.parts ?? [plan]).flatMap(({ wording }) => wording?.downDoes ?? []),
  };
}

function ending(
  plan: Plan,
  steps: readonly Step[],
  { over, costs }: { readonly over: boolean; readonly costs: readonly string[] },
): Phase {
  const subject = plan.phases[0]?.subject ?? plan.target.name;
  const what = over ? 'Brings back what the plan has taken away' : 'Takes the plan back out before its end';
  return {
    name: over ? 'restore' : 'abandon',
    title: `${over ? 'Bring back what was before' : 'Take back'} ${plan.id}`,
    subject,
    summary: [
      `${what}: ${plan.command}`,
      over
        ? 'Goes out when something still needs the old shape; the code that runs goes on.'
        : 'Goes out once no code uses what the plan has made; old code goes on undisturbed.',
      costs.length === 0
        ? 'Locks are taken for some milliseconds at a time, as in the other files of the plan.'
        : `It does what the down files do: ${costs.join(' ')}`,
      'It may be run again at any time. Do not run it inside a transaction.',
    ],
    gate: [],
    steps,
    undo: [],
  };
}

/** Throws UserError that names what others have hung on a column that would be dropped. */
async function refuseStrangers(plan: Plan, steps: readonly Step[], { database }: AbandonFrom): Promise<void> {
  const statements = steps.flatMap(({ run }) => run.map(({ sql }) => sql));
  const dropped = droppedColumns(statements);
  if (dropped.length === 0) return;
  const strangers = strangersOn(await database.hangingOn(plan.target, dropped), [plan]);
  if (strangers.length === 0) return;
  throw notNow(
    `${strangers.map(({ says, on }) => `${says} is on ${on}`).join(', ')}: made by somebody else, it would go with the column`,
    'drop it, or make it on the column that stays, and ask again',
  );
}
