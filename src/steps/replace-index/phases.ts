import { qualified } from '../../sql/value.ts';
import { doBlock } from '../blocks.ts';
import { dropBuilt, builtGates, makeIndex } from '../building/fragments.ts';
import { rerun } from '../constraint-kinds/rule.ts';
import type { DraftPhase } from '../draft.ts';
import { indexOfTable } from '../drop-index/steps.ts';
import { gate } from '../gates.ts';
import { refuseViolations, type Violations, violationsGate } from '../violations.ts';
import { oldIsThere, swapSteps, undoSwap } from './steps.ts';
import type { Replacement } from './subject.ts';

/** The new index, under a name of its own. */
export function buildPhase(its: Replacement, violations: readonly Violations[]): DraftPhase {
  const { context, index, building } = its;
  const [says, on] = [qualified(index).text, qualified(context.table).text];
  const unique = violations.length > 0;
  return {
    name: unique ? 'backfill' : 'expand',
    title: `Build the new index beside ${says}`,
    subject: index.name,
    summary: [
      `Builds what will be ${says} of ${on} under the name ${qualified(building.top.index).text}, concurrently.`,
      unique
        ? 'Goes out with deploy 2, when the code of deploy 1 runs on every instance; rows that are there twice are counted first.'
        : 'Goes out with deploy 1, any time; the code stays as it is.',
      `Locks: SHARE UPDATE EXCLUSIVE on ${on}, which stops no read or write.`,
      'Going back: drop it; in development run the down file.',
      rerun(context),
    ],
    gate: [
      gate('index', `${says} is an index of ${on}.`, indexOfTable(context, index)),
      ...violations.map((each) => violationsGate('violations', each)),
    ],
    steps: makeIndex(building, { first: oldIsThere(its), before: violations.map(refuseViolations) }),
    undo: [
      {
        id: 'undo-index',
        title: `Drop ${qualified(building.top.index).text} again`,
        why: 'The old one is still there.',
        sql: [doBlock([dropBuilt(building)])],
      },
    ],
  };
}

/** The new index takes the name over, and the old one is dropped. */
export function swapPhase(its: Replacement): DraftPhase {
  const { context, index, building } = its;
  const [says, on] = [qualified(index).text, qualified(context.table).text];
  return {
    name: 'contract',
    title: `Let the new index be ${says}, and drop the old one`,
    subject: index.name,
    summary: [
      `Gives the new index the name ${says} and drops the old one${context.table.kind === 'p' ? '' : ', concurrently'}.`,
      'Goes out when queries are fast with the new index.',
      context.table.kind === 'p'
        ? `Locks: ACCESS EXCLUSIVE on ${on} and its partitions for some milliseconds, to drop the old index; no attempt waits longer than ${context.options.lockTimeoutMs} ms for all of them, and it is tried again.`
        : `Locks: SHARE UPDATE EXCLUSIVE on ${on}, which stops no read or write.`,
      'Going back: a plan of its own with the old columns; in development run the down file.',
      rerun(context),
    ],
    gate: builtGates(building),
    steps: swapSteps(its),
    undo: [undoSwap(its)],
  };
}
