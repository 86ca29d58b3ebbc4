import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { DraftPhase, DraftStep } from '../draft.ts';
import { backfillSteps, undoBackfillStep } from '../backfill.ts';
import { doBlock, guardDone, guardNotReady, partSql, retried } from '../blocks.ts';
import type { Context, Pair, Part } from '../context.ts';
import { contractStep, refill, viewsAndLocks } from '../contract.ts';
import { expandStep, expandUnderLock, undoExpandStep } from '../expand.ts';
import { afterBackfill, beforeExpand, gate } from '../gates.ts';
import { contracted, not } from '../state.ts';
import type { TwoColumns } from '../two-columns.ts';
import { asItWas } from './as-it-was.ts';
import { summaries } from './texts.ts';

/** Expand, backfill and contract of one column. */
export function phases(two: TwoColumns, pair: Pair): DraftPhase[] {
  const { context } = two;
  const name = ident(pair.old.name).text;
  const type = pair.converts?.type.type ?? '';
  const subject = `${context.table.name}_${pair.old.name}`;
  const summary = summaries(context, pair);
  const inStep = gate(
    'in-step',
    `The sync trigger of the expand phase is on ${qualified(context.table).text}.`,
    two.keeping.begun,
  );
  return [
    {
      name: 'expand',
      title: `Add a column of type ${type} beside ${name}`,
      subject,
      summary: summary.expand,
      gate: beforeExpand(two),
      steps: [expandStep(two)],
      undo: [undoExpandStep(two)],
    },
    {
      name: 'backfill',
      title: `Convert ${name} to ${type}`,
      subject,
      summary: summary.backfill,
      gate: [inStep],
      steps: backfillSteps(two),
      undo: [undoBackfillStep(two)],
    },
    {
      name: 'contract',
      title: `Make ${name} ${type}`,
      subject,
      summary: summary.contract,
      gate: afterBackfill(two),
      steps: [contractStep(two)],
      undo: [undoContract(two, pair)],
    },
  ];
}

/** For development: the old type comes back in place, and the phases before contract are done again. */
function undoContract(two: TwoColumns, pair: Pair): DraftStep {
  const { context } = two;
  const says = qualified(context.table).text;
  const name = ident(pair.old.name).text;
  return {
    id: 'undo-contract',
    title: `Give ${name} of ${says} its old type again, with a column of the new one beside it`,
    why: 'Written anew under a lock, which only a database without traffic can afford.',
    sql: [
      doBlock([
        guardDone(not(bracketedContracted(context)), `${says}: contract has not run, nothing to do.`),
        ...backUnknown(context, pair),
        retried(context, 'The old type again, and a second column beside it.', [
          ...viewsAndLocks(two),
          ...backInPlace(two, pair),
          ...expandUnderLock(two),
        ]),
        ...refill(two),
      ]),
    ],
  };
}

const bracketedContracted = (context: Context): Sql => render('parenthesized', { expression: contracted(context) });

const backUnknown = (context: Context, pair: Pair): Sql[] =>
  pair.converts?.back === null
    ? [
        guardNotReady(
          verbatim('true'),
          `What the values of ${qualified(context.table).text}.${ident(pair.old.name).text} were before, nobody has said.`,
          'Make the plan with --reverse EXPR.',
        ),
      ]
    : [];

function backInPlace(two: TwoColumns, pair: Pair): Sql[] {
  const { context } = two;
  const parts: Part[] = asItWas(context, pair);
  return parts.map(partSql);
}
