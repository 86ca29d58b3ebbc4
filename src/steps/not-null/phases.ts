import { render } from '../../sql/render.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { DraftPhase } from '../draft.ts';
import { gate } from '../gates.ts';
import { columnExists, not } from '../state.ts';
import type { FillRule } from './fill-rule.ts';
import { backfillStep, contractStep, expandStep, undoBackfillStep, undoContractStep, undoExpandStep } from './steps.ts';
import type { Subject } from './subject.ts';

const again = ({ context }: Subject): string =>
  `Plan ${context.planId}; it may be run again at any time. Do not run it inside a transaction.`;

const wait = ({ context: { options }, says }: Subject, mode: string): string =>
  `${mode} on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`;

const subject = ({ context, column }: Subject): string => `${context.table.name}_${column.name}_not_null`;

/** As many phases as there is something to do in. */
export function phases(its: Subject): DraftPhase[] {
  const { fill, notNull } = its;
  return [
    ...(fill === null ? [] : [expand(its, fill.rule)]),
    backfill(its),
    ...(fill !== null || notNull.finish.length > 0 ? [contract(its)] : []),
  ];
}

function expand(its: Subject, rule: FillRule): DraftPhase {
  const { context, column, fill, name, says } = its;
  return {
    name: 'expand',
    title: `Fill ${name} wherever it is written as NULL`,
    subject: subject(its),
    summary: [
      `Adds a trigger to ${says} that gives ${name} the value ${fill?.value.sql ?? ''} when a write leaves it NULL.`,
      'Goes out with deploy 1, before the backfill; the code stays as it is.',
      `Locks: ${wait(its, 'SHARE ROW EXCLUSIVE, which lets reads go on,')}`,
      'Going back: run the down file; nothing is lost.',
      again(its),
    ],
    gate: [gate('column', `${says} has ${name}.`, columnExists(context.table, column.name))],
    steps: [expandStep(its, rule)],
    undo: [undoExpandStep(its, rule)],
  };
}

function backfill(its: Subject): DraftPhase {
  const { context, column, fill, name, says, notNull } = its;
  const none = not(
    render('some-row', {
      table: qualified(context.table),
      condition: render('is-null', { value: ident(column.name) }),
    }),
  );
  const bound = notNull.finish.length > 0 ? 'a CHECK that is validated' : 'NOT NULL, validated';
  return {
    name: 'backfill',
    title: fill === null ? `Prove that ${name} has no NULL` : `Fill ${name} and prove it`,
    subject: subject(its),
    summary: [
      fill === null
        ? `Counts the rows of ${says} with NULL in ${name}, stops with the number when there are some, and else adds ${bound} while traffic goes on.`
        : `Gives rows of ${says} with NULL in ${name} the value ${fill.value.sql} in small batches, then adds ${bound} while traffic goes on.`,
      fill === null
        ? 'Goes out with deploy 2, when no code sends NULL any more.'
        : 'Goes out after expand, any time before deploy 2; the code stays as it is.',
      `Locks: ${fill === null ? '' : 'some rows for some milliseconds; '}${wait(its, 'ACCESS EXCLUSIVE')} Rows are read under SHARE UPDATE EXCLUSIVE, which blocks neither reads nor writes.`,
      'Going back: stop it whenever you like and run it again; the down file lets the column be NULL again.',
      `Plan ${context.planId}. Do not run it inside a transaction: it commits step by step.`,
    ],
    gate:
      fill === null
        ? [gate('no-null', `No row of ${says} has NULL in ${name}.`, none)]
        : [gate('rule', `The fill rule of the expand phase is on ${says}.`, fill.rule.there)],
    steps: [backfillStep(its)],
    undo: [undoBackfillStep(its)],
  };
}

function contract(its: Subject): DraftPhase {
  const { fill, name, says, notNull } = its;
  const what = [
    ...(notNull.finish.length > 0
      ? [`Makes ${name} of ${says} NOT NULL, which the check has proven, and drops the check`]
      : []),
    ...(fill === null ? [] : [notNull.finish.length > 0 ? 'the fill rule goes' : `Drops the fill rule of ${says}`]),
  ].join('; ');
  return {
    name: 'contract',
    title: notNull.finish.length > 0 ? `Make ${name} NOT NULL` : `Take the fill rule off`,
    subject: subject(its),
    summary: [
      `${what}.`,
      fill === null
        ? 'Goes out with deploy 2, right after the backfill file.'
        : 'Goes out with deploy 3, when no code sends NULL any more.',
      `Locks: ${wait(its, 'ACCESS EXCLUSIVE')}`,
      'Going back: run the down file, or ALTER COLUMN ... DROP NOT NULL; nothing is lost.',
      again(its),
    ],
    gate: [gate('proven', `Every row of ${says} is proven to have a value in ${name}.`, notNull.proven)],
    steps: [contractStep(its)],
    undo: [undoContractStep(its)],
  };
}
