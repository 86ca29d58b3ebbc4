import { list, nothing, qualified } from '../../sql/value.ts';
import { guardDone } from '../blocks.ts';
import { backfillSteps, undoBackfillStep } from '../backfill.ts';
import { addConstraint, validateConstraint } from '../constraint-fragments.ts';
import { type Context, newNames, oldNames } from '../context.ts';
import { createConversions, noneLost, proveLossless, unprove } from '../convert.ts';
import { contractStep, undoContractStep } from '../contract.ts';
import { deploys, triggerCode } from '../deploys.ts';
import { expandStep, undoExpandStep } from '../expand.ts';
import { findings } from '../findings.ts';
import { abandon, restore } from '../forward-fixes.ts';
import { afterBackfill, beforeExpand, gate } from '../gates.ts';
import { addParity, dropParity, parityName } from '../prove.ts';
import { constraintValidated, triggerExists } from '../state.ts';
import { summaries } from '../summaries.ts';
import { createSync, dropSync, syncNames } from '../sync.ts';
import type { TwoColumns } from '../two-columns.ts';
import type { Keeping, Mode } from './mode.ts';
import { phase } from './phase.ts';

/** `--sync trigger`: the database carries what is written to one column over to the other. */
export const trigger: Mode = {
  keeping,
  refuse() {
    // Whatever can have a second column can have the trigger.
  },
  phases(two) {
    const { context } = two;
    const summary = summaries(context);
    const inStep = gate(
      'in-step',
      `The sync trigger of the expand phase is on ${qualified(context.table).text}.`,
      two.keeping.begun,
    );
    return [
      phase(two, 'expand', summary.expand, beforeExpand(two), [expandStep(two)], undoExpandStep(two)),
      phase(two, 'backfill', summary.backfill, [inStep], backfillSteps(two), undoBackfillStep(two)),
      phase(two, 'contract', summary.contract, afterBackfill(two), [contractStep(two)], undoContractStep(two)),
    ];
  },
  code: triggerCode,
  deploys,
  findings: ({ context, carry }: TwoColumns) => [...findings(context), ...carry.findings],
  fixes: (two) => [
    abandon(
      two,
      'abandon-before-contract',
      `Before contract, to take the plan back out: no code may use ${newNames(two.context)} any more. Old code goes on undisturbed.`,
    ),
    restore(two),
  ],
};

function keeping(context: Context): Keeping {
  const sync = syncNames(context);
  const parity = addParity(context);
  const proven = constraintValidated(context.table, parityName(context));
  const says = qualified(context.table).text;
  return {
    triggers: [sync.trigger, ...(sync.last === null ? [] : [sync.last.trigger])],
    begun: triggerExists(context.table, sync.trigger),
    proven,
    adds: {
      title: ` and keep it equal to ${oldNames(context)}`,
      why: 'Old code must not notice, and whatever it writes from now on must reach the new column.',
    },
    proofWhy:
      'A validated CHECK is a fact in the catalog that contract can test at once, and that stays true for every later write.',
    defaultsFrom: 'expand',
    create: [...createConversions(context), ...createSync(context, sync)],
    drop: [dropSync(context, sync)],
    overBefore: (step) =>
      step === 'copy' ? [guardDone(proven, `${says}: every row is copied and proven, nothing to do.`)] : [],
    beforeCopy: noneLost(context),
    stop: nothing,
    copyAgain: () => [],
    prove: [
      ...proveLossless(context),
      addConstraint({ title: parity.title, on: context, constraint: parityName(context), add: list(parity.sql, '\n') }),
      validateConstraint(context, parityName(context)),
    ],
    unprove: [dropParity(context), ...unprove(context)],
  };
}
