import { qualified } from '../../sql/value.ts';
import type { Deploy, Finding, ForwardFix, Gate, PhaseName, PlannedPhase } from '../../types.ts';
import { backfillSteps, undoBackfillStep } from '../backfill.ts';
import { type Context, newNames, oldNames } from '../context.ts';
import { undoContractStep } from '../contract.ts';
import { syncDiffers } from '../copy.ts';
import type { DraftPhase } from '../draft.ts';
import { expandStep, undoExpandStep } from '../expand.ts';
import { findings } from '../findings.ts';
import { abandon, restore } from '../forward-fixes.ts';
import { afterBackfill, beforeExpand, gate } from '../gates.ts';
import { not } from '../state.ts';
import type { TwoColumns } from '../two-columns.ts';
import { render } from '../../sql/render.ts';
import { dropStep, mayBeMissed, missed } from './drop.ts';
import { relaxed } from './marks.ts';
import { phase } from './phase.ts';
import { relaxStep, undoRelaxStep } from './relax.ts';

/** The number of the deploy that runs a phase. */
export const deployOf = (deploys: readonly Deploy[], phaseName: PhaseName): number =>
  deploys.find(({ runs }) => runs.includes(phaseName))?.number ?? 1;

/** The four phases where the code keeps both columns. */
export function phasesByCode(two: TwoColumns, deploys: readonly Deploy[]): DraftPhase[] {
  const { context } = two;
  const summary = summaries(context, deploys);
  const begun = gate('begun', `The expand phase has run.`, two.keeping.begun);
  return [
    phase(two, 'expand', summary('expand'), beforeExpand(two), [expandStep(two)], undoExpandStep(two)),
    phase(two, 'backfill', summary('backfill'), [begun], backfillSteps(two), undoBackfillStep(two)),
    phase(two, 'relax', summary('relax'), beforeRelax(two), [relaxStep(two)], undoRelaxStep(two)),
    phase(two, 'contract', summary('contract'), beforeDrop(context), [dropStep(two)], undoContractStep(two)),
  ];
}

function beforeRelax(two: TwoColumns): Gate[] {
  const { context } = two;
  const differing = render('some-row', { table: qualified(context.table), condition: syncDiffers(context) });
  return [...afterBackfill(two), gate('none-differs', 'No row differs (reads the whole table).', not(differing))];
}

function beforeDrop(context: Context): Gate[] {
  return [
    gate('relaxed', 'The relax phase has run.', relaxed(context)),
    ...mayBeMissed(context).map((pair) =>
      gate(
        `none-missed-${pair.old.name}`,
        `No row has ${pair.old.name} without ${pair.name}; new code that empties it on purpose makes such rows too (reads the whole table).`,
        not(render('some-row', { table: qualified(context.table), condition: missed(pair) })),
      ),
    ),
  ];
}

/** The plain lines at the top of each file. */
function summaries(context: Context, deploys: readonly Deploy[]): (name: PlannedPhase) => string[] {
  const { table, options, planId } = context;
  const [from, to, says] = [oldNames(context), newNames(context), qualified(table).text];
  const wait = `no attempt waits longer than ${options.lockTimeoutMs} ms for all its locks, and it is tried again`;
  const exclusive = `ACCESS EXCLUSIVE on ${says} for some milliseconds; ${wait}.`;
  const lines: Record<PlannedPhase, readonly [string, string, string, string]> = {
    expand: [
      `Adds ${to} to ${says}. Nothing but the code of the plan's deploys writes it.`,
      'before the code of that deploy.',
      `Locks: ${exclusive}`,
      'Going back: leave it, it does no harm; in development run the down file.',
    ],
    backfill: [
      `Copies ${from} to ${to} in small batches wherever they differ, builds indexes and constraints on ${to}, and reads every row once more.`,
      'once every running instance writes both columns. Sooner is not safe.',
      `Locks: some rows for some milliseconds; where a default or a constraint is added, ${exclusive}`,
      'Going back: stop it whenever you like and run it again, it goes on where it stopped; in development run the down file.',
    ],
    relax: [
      `Turns views, policies, triggers and the like from ${from} to ${to}, and takes NOT NULL, default, checks, foreign keys and unique indexes off ${from}.`,
      'once every running instance writes both columns, and before the code that leaves the old one out.',
      `Locks: reads every row without blocking anybody, then ${exclusive}`,
      'Going back: the code that wrote both columns still runs; in development run the down file.',
    ],
    contract: [
      `Drops ${from} of ${says}; ${to} takes over the names of its indexes and constraints.`,
      `once no running instance writes or reads ${from}.`,
      `Locks: ${exclusive}`,
      "Going back: not after this; a forward fix lies in the plan's folder. In development run the down file.",
    ],
  };
  return (name) => {
    const [what, when, locks, back] = lines[name];
    return [
      what,
      `Goes out with deploy ${deployOf(deploys, name)}, ${when}`,
      locks,
      back,
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction, nor together with the file of the next deploy.`,
    ];
  };
}

/** Which phase a finding of the planner is about, where its number is that of the trigger's deploys. */
const PHASE_OF: Readonly<Record<string, PhaseName>> = {
  'own-triggers': 'backfill',
  'check-not-valid': 'backfill',
  'statement-timeout': 'backfill',
  'old-transaction': 'backfill',
  'replica-lag': 'backfill',
  publication: 'relax',
  position: 'contract',
};

/** What is said of the sync trigger, and in other words by the ways that have none. */
const OF_THE_TRIGGER = new Set(['volatile-default', 'unique-column', 'function-body']);

/** What was found, at the deploys of this way; `own` is what only this way has to say. */
export function findingsByCode(two: TwoColumns, deploys: readonly Deploy[], own: readonly Finding[]): Finding[] {
  const common = [...findings(two.context), ...two.carry.findings].filter(({ id }) => !OF_THE_TRIGGER.has(id));
  const placed = common.map((finding) => {
    const about = PHASE_OF[finding.id] ?? (finding.deploy === 3 ? 'contract' : 'expand');
    return finding.deploy === null ? finding : { ...finding, deploy: deployOf(deploys, about) };
  });
  return [...own, ...placed].toSorted((a, b) => (a.deploy ?? 0) - (b.deploy ?? 0));
}

/** Before relax the plan can be taken out again; after contract the old columns can be had back. */
export const fixesByCode = (two: TwoColumns): ForwardFix[] => [
  abandon(
    two,
    'abandon-before-relax',
    `Before relax, to take the plan back out: no code may use ${newNames(two.context)} any more, so roll back to the code of before deploy 1 first.`,
  ),
  restore(two),
];
