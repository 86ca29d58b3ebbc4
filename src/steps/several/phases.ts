import type { PhaseName } from '../../types.ts';
import { doBlock } from '../blocks.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { Block, leadingGuards } from '../fragments.ts';
import { onePass } from './one-pass.ts';
import type { Timeline } from './timeline.ts';

/** In the order in which they run. */
const ORDER: readonly PhaseName[] = ['expand', 'backfill', 'contract'];

/** The phases that any of the changes has, in order. */
export const phaseNames = (parts: readonly Pick<Draft, 'phases'>[]): PhaseName[] =>
  ORDER.filter((name) => parts.some(({ phases }) => phases.some((phase) => phase.name === name)));

/** Each phase of all changes as one: what the changes do in it one after the other, over one pass of the rows. */
export const mergedPhases = (parts: readonly Draft[], timeline: Timeline, planId: string): DraftPhase[] =>
  phaseNames(parts).map((name) => {
    const own = parts.flatMap((part, at) =>
      part.phases.filter((phase) => phase.name === name).map((phase) => timeline.told(phase, at)),
    );
    return own.length === 1 ? single(own, parts) : merged(name, own, parts, planId);
  });

function single(own: readonly DraftPhase[], parts: readonly Draft[]): DraftPhase {
  const [phase] = own;
  if (phase === undefined) throw new Error('a phase has no part');
  return { ...phase, subject: subjectOf(parts) };
}

function merged(name: PhaseName, own: readonly DraftPhase[], parts: readonly Draft[], planId: string): DraftPhase {
  const pass = onePass(own, planId);
  const { phases } = pass;
  return {
    name,
    title: own.map(({ title }) => title).join('; '),
    subject: subjectOf(parts),
    summary: own.flatMap(({ title, summary }, at) => [`${at + 1} of ${own.length}: ${title}.`, ...summary]),
    gate: own.flatMap(({ gate }, at) => gate.map((each) => ({ ...each, id: `${each.id}-${at + 1}` }))),
    steps: [...readySteps(own), ...pass.steps, ...phases.flatMap(({ steps }, at) => numbered(steps, at))],
    undo: [
      ...undoOrder(
        name,
        own.map(({ undo }, at) => numbered(undo, at)),
      ).flat(),
      ...pass.undo,
    ],
  };
}

/** The file is ready for all or for none: what the first step of each would stop at is asked before any of them begins. */
function readySteps(phases: readonly DraftPhase[]): DraftStep[] {
  const blocks = phases.flatMap(({ steps }) => {
    const first = steps[0]?.sql[0];
    const guards = first instanceof Block ? leadingGuards(first) : [];
    return guards.some(({ ends }) => ends === 'not-ready') ? [doBlock(guards)] : [];
  });
  if (blocks.length === 0) return [];
  return [
    {
      id: 'ready',
      title: 'Look whether everything is ready',
      why: 'A file that is run too early changes nothing, for none of the changes.',
      sql: blocks,
    },
  ];
}

/** Contract's down builds again what backfill had built, in its order; the others take away, so what was built last goes first. */
const undoOrder = (name: PhaseName, undo: readonly DraftStep[][]): readonly DraftStep[][] =>
  name === 'contract' ? undo : undo.toReversed();

const numbered = (steps: readonly DraftStep[], at: number): DraftStep[] =>
  steps.map((step) => ({ ...step, id: `${step.id}-${at + 1}` }));

/** Names the files: the first of the changes, and how many more there are. */
const subjectOf = (parts: readonly Draft[]): string =>
  `${parts[0]?.phases[0]?.subject ?? ''}_and_${parts.length - 1}_more`;
