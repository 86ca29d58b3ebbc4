import type { Gate, PlannedPhase } from '../../types.ts';
import { label, newNames, oldNames } from '../context.ts';
import type { DraftPhase, DraftStep } from '../draft.ts';
import { standIn } from '../stand-in.ts';
import type { TwoColumns } from '../two-columns.ts';

/** One phase under the title and the subject that its name stands for. */
export function phase(
  { context }: TwoColumns,
  name: PlannedPhase,
  summary: readonly string[],
  gate: readonly Gate[],
  steps: readonly DraftStep[],
  undo: DraftStep,
): DraftPhase {
  const [from, to] = [oldNames(context), newNames(context)];
  const [added, left] = [label(context), [context.table.name, ...context.pairs.map(({ old }) => old.name)].join('_')];
  const named = {
    expand: { title: `Add ${to}`, subject: added },
    backfill: { title: `Fill ${to}`, subject: added },
    relax: { title: `Relax ${from}`, subject: left },
    contract: { title: standIn(context) ? `Rename ${from} to ${to}` : `Drop ${from}`, subject: left },
  }[name];
  return { name, ...named, summary, gate, steps, undo: [undo] };
}
