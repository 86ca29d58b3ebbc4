import { qualified } from '../../sql/value.ts';
import type { Change, DatabasePhase, ForwardFix } from '../../types.ts';
import { assembleFix } from '../assemble.ts';
import { type Context, label, newNames, oldNames } from '../context.ts';
import { behindView, withPairModels } from '../code-models.ts';
import { oldAndNew } from '../code-versions.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { holes } from '../mirror/holes.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { targetOf } from '../target.ts';
import { findings } from './findings.ts';
import { refuseView } from './refusals.ts';
import { contractStep, expandStep, undoContractStep, undoExpandStep, verifyStep } from './steps.ts';
import { type ViewRename, viewRename } from './subject.ts';
import { deploys, gates, summaries } from './texts.ts';

/**
 * The plan that renames in place behind a view which shows both names.
 * @throws Refusal when no view can stand in for the table.
 */
export function planBehindView(change: Change, context: Context): Draft {
  refuseView(context);
  const { catalog, table, options } = context;
  const rename = viewRename(context);
  return {
    version: 1,
    id: context.planId,
    change,
    command: options.command,
    server: catalog.server,
    target: targetOf(context),
    lockTimeoutMs: options.lockTimeoutMs,
    estimate: nothingToCopy(context.catalog),
    phases: draftPhases(rename),
    catalog,
    code: withPairModels(context, oldAndNew(`The view is there and verified.`, [])).map(({ model, ...version }) => ({
      ...version,
      ...(model === undefined ? {} : { model: behindView(model) }),
    })),
    deploys: deploys(rename),
    attention: findings(rename),
    holes: holes({ table, view: table, base: rename.helper, major: catalog.server.major }),
    fixes: forwardFixes(rename),
  };
}

function draftPhases(rename: ViewRename): DraftPhase[] {
  const [summary, gate] = [summaries(rename), gates(rename)];
  const phase = (name: DatabasePhase, title: string, subject: string) => ({
    name,
    title,
    subject,
    summary: summary[name],
    gate: gate[name],
  });
  const says = qualified(rename.table).text;
  const dropped = [rename.table.name, ...rename.pairs.map(({ old }) => old.name)].join('_');
  return [
    {
      ...phase('expand', `Show ${newNames(rename)} beside ${oldNames(rename)}`, label(rename)),
      steps: [expandStep(rename)],
      undo: [undoExpandStep(rename)],
    },
    { ...phase('backfill', `Verify the view ${says}`, label(rename)), steps: [verifyStep(rename)], undo: [] },
    {
      ...phase('contract', `Take the view away, and ${oldNames(rename)} with it`, dropped),
      steps: [contractStep(rename)],
      undo: [undoContractStep(rename)],
    },
  ];
}

/** Both ways are instant and lose no row. */
function forwardFixes(rename: ViewRename): ForwardFix[] {
  const { catalog } = rename;
  const [from, to] = [oldNames(rename), newNames(rename)];
  return [
    assembleFix(
      {
        name: 'abandon-before-contract',
        when: `Before contract, to take the plan back out: no code may use ${to} any more. The table is a table again, with ${from}; no row is lost.`,
        steps: [undoExpandStep(rename)],
      },
      catalog,
    ),
    assembleFix(
      {
        name: 'restore-after-contract',
        when: `After contract, when something still needs ${from}: puts the view back that shows both names, in some milliseconds.`,
        steps: [undoContractStep(rename)],
      },
      catalog,
    ),
  ];
}
