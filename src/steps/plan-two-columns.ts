import { UserError } from '../errors.ts';
import { ident } from '../sql/value.ts';
import type { Catalog, Change, ForwardFix, Plan, PlanOptions } from '../types.ts';
import { assembleFix, assemblePhases } from './assemble.ts';
import { backfillSteps, undoBackfillStep } from './backfill.ts';
import { type Context, label, newNames, oldNames, type Pair } from './context.ts';
import { contractStep, undoContractStep } from './contract.ts';
import { deploys } from './deploys.ts';
import type { DraftPhase } from './draft.ts';
import { estimate } from './estimate.ts';
import { expandStep, undoExpandStep } from './expand.ts';
import { findings } from './findings.ts';
import { catalogAfterContract } from './fixes.ts';
import { gates } from './gates.ts';
import { planId } from './plan-id.ts';
import { refuseUnsafe } from './refusals.ts';
import { standIn } from './stand-in.ts';
import { summaries } from './summaries.ts';
import { targetOf } from './target.ts';
import { type TwoColumns, twoColumns } from './two-columns.ts';

/**
 * The whole plan of a rename, of all its columns in one pass over the rows.
 * @throws Refusal when a column cannot be renamed safely.
 */
export function planRename(change: Change, catalog: Catalog, pairs: readonly Pair[], options: PlanOptions): Plan {
  const { table } = catalog;
  const asked: Context = { planId: planId('rename', table, pairs), catalog, table, pairs, options };
  refuseUnsafe(asked);
  const two = twoColumns(asked);
  const { context } = two;
  return {
    version: 1,
    id: context.planId,
    change,
    command: options.command,
    server: catalog.server,
    target: targetOf(context),
    lockTimeoutMs: options.lockTimeoutMs,
    estimate: estimate(context),
    phases: assemblePhases(draftPhases(two), catalog),
    deploys: deploys(context),
    attention: [...findings(context), ...two.carry.findings],
    fixes: forwardFixes(two),
  };
}

/** Throws UserError when the names make no sense. */
export function refuseNonsense(pairs: readonly Pair[]): void {
  for (const [at, { old, name }] of pairs.entries()) {
    if (name === old.name)
      throw new UserError(`The column is called ${ident(name).text} already.`, { hint: 'Choose another name.' });
    const before = pairs.slice(0, at);
    if (before.some((pair) => pair.old.name === old.name))
      throw new UserError(`${ident(old.name).text} is given two new names.`, { hint: 'Name each column once.' });
    if (before.some((pair) => pair.name === name))
      throw new UserError(`Two columns cannot both be called ${ident(name).text}.`, { hint: 'Choose another name.' });
  }
}

function draftPhases(two: TwoColumns): DraftPhase[] {
  const { context } = two;
  const { table, pairs } = context;
  const summary = summaries(context);
  const gate = gates(two);
  const [from, to] = [oldNames(context), newNames(context)];
  const [added, dropped] = [label(context), [table.name, ...pairs.map(({ old }) => old.name)].join('_')];
  return [
    {
      name: 'expand',
      title: `Add ${to}`,
      summary: summary.expand,
      subject: added,
      gate: gate.expand,
      steps: [expandStep(two)],
      undo: [undoExpandStep(two)],
    },
    {
      name: 'backfill',
      title: `Fill ${to}`,
      summary: summary.backfill,
      subject: added,
      gate: gate.backfill,
      steps: backfillSteps(two),
      undo: [undoBackfillStep(two)],
    },
    {
      name: 'contract',
      title: standIn(context) ? `Rename ${from} to ${to}` : `Drop ${from}`,
      summary: summary.contract,
      subject: dropped,
      gate: gate.contract,
      steps: [contractStep(two)],
      undo: [undoContractStep(two)],
    },
  ];
}

/** For the day something goes wrong in production: never back, always forward. */
function forwardFixes(two: TwoColumns): ForwardFix[] {
  const { context } = two;
  const { catalog, options, pairs, table } = context;
  const after = catalogAfterContract(context);
  const back = pairs.map(({ old, name }) => ({ old: { ...old, name }, name: old.name }));
  const reversed = twoColumns({
    planId: planId('rename', table, back),
    catalog: after,
    table: after.table,
    pairs: back,
    options,
    staysPut: context.staysPut === true,
  });
  return [
    assembleFix(
      {
        name: 'abandon-before-contract',
        when: `Before contract, to take the plan back out: no code may use ${newNames(context)} any more. Old code goes on undisturbed.`,
        steps: [undoBackfillStep(two), undoExpandStep(two)],
      },
      catalog,
    ),
    assembleFix(
      {
        name: 'restore-after-contract',
        when: `After contract, when something still needs ${oldNames(context)}: adds it again beside ${newNames(context)}, fills it and keeps both equal, without stopping traffic.`,
        steps: [expandStep(reversed), ...backfillSteps(reversed)],
      },
      after,
    ),
  ];
}
