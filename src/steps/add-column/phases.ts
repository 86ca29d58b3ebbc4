import { qualified } from '../../sql/value.ts';
import type { DraftPhase } from '../draft.ts';
import { gate } from '../gates.ts';
import { indexUsable, not } from '../state.ts';
import { backfillSteps, undoBackfillStep } from './backfill.ts';
import { contractStep, undoContractStep } from './contract.ts';
import { expandStep, undoExpandStep } from './expand.ts';
import { hasBackfill, hasContract, isFilled, type Subject } from './subject.ts';
import { definition } from './texts.ts';

const subjectOf = ({ context, wanted }: Subject): string => `${context.table.name}_${wanted.name}`;

const wait = ({ context: { options }, says }: Subject): string =>
  `ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`;

/** As many phases as there is something to do in. */
export const phases = (its: Subject): DraftPhase[] => [
  expand(its),
  ...(hasBackfill(its) ? [backfill(its)] : []),
  ...(hasContract(its) ? [contract(its)] : []),
];

function expand(its: Subject): DraftPhase {
  const { context, wanted, there, name, says } = its;
  const other =
    wanted.references === null ? '' : ` and SHARE ROW EXCLUSIVE on ${qualified(wanted.references.table).text}`;
  return {
    name: 'expand',
    title: `Add ${name}`,
    subject: subjectOf(its),
    summary: [
      hasBackfill(its)
        ? `Adds ${name} to ${says}; rows that are there stay as they are.`
        : `Adds ${definition(its)} to ${says}; no row is written.`,
      'Goes out with deploy 1; the code stays as it is.',
      `Locks: ${wait(its).replace(says, `${says}${other}`)}`,
      'Going back: leave it, code that does not name it does not notice; in development run the down file.',
      `Plan ${context.planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    gate: [gate('no-column', `${says} has no ${name} yet.`, not(there))],
    steps: [expandStep(its)],
    undo: [undoExpandStep(its)],
  };
}

function backfill(its: Subject): DraftPhase {
  const { context, there, rule, unique, check, notNull, name, says } = its;
  const parts = [
    ...(rule !== null ? [`gives rows of ${says} that have none their value of ${name} in small batches`] : []),
    ...(unique === null ? [] : ['builds the unique index while traffic goes on']),
    ...(check === null ? [] : ['adds the check NOT VALID and validates it']),
    ...(notNull === null ? [] : ['proves that no row is without a value']),
  ].join(', ');
  return {
    name: 'backfill',
    title: rule !== null ? `Fill ${name}` : `Prove what is said of ${name}`,
    subject: subjectOf(its),
    summary: [
      `${parts.replace(/^./, (first) => first.toUpperCase())}.`,
      'Goes out after expand, before code that uses the column; the code stays as it is.',
      `Locks: ${rule !== null ? 'some rows for some milliseconds; ' : ''}${wait(its)} Rows are read under locks that block neither reads nor writes.`,
      'Going back: stop it whenever you like and run it again, it goes on where it stopped; in development run the down file.',
      `Plan ${context.planId}. Do not run it inside a transaction: it commits step by step.`,
    ],
    gate: [gate('column', `${says} has ${name}.`, there)],
    steps: backfillSteps(its),
    undo: [undoBackfillStep(its)],
  };
}

function contract(its: Subject): DraftPhase {
  const { context, wanted, unique, name, says } = its;
  const filled = isFilled(its);
  return {
    name: 'contract',
    title: `Finish ${name}`,
    subject: subjectOf(its),
    summary: [
      wanted.sequence === 'identity'
        ? `Makes ${name} of ${says} an identity that goes on behind the highest value, and drops the helpers of this plan.`
        : `Makes ${name} of ${says} NOT NULL, which is proven, and drops the helpers of this plan.`,
      'Goes out with deploy 1, after the backfill; the code stays as it is.',
      `Locks: ${wait(its)}`,
      'Going back: leave it; in development run the down file.',
      `Plan ${context.planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    gate: [
      ...(filled === null ? [] : [gate('filled', `Every row of ${says} has its value of ${name}.`, filled)]),
      ...(unique === null
        ? []
        : [gate('unique', `The index ${unique.index.name} is valid.`, indexUsable(context.table, unique.index))]),
    ],
    steps: [contractStep(its)],
    undo: [undoContractStep(its)],
  };
}
