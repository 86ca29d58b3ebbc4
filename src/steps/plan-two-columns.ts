import { UserError } from '../errors.ts';
import { ident } from '../sql/value.ts';
import type { Catalog, Change, Column, ForwardFix, Plan, PlanOptions } from '../types.ts';
import { assembleFix, assemblePhases } from './assemble.ts';
import { backfillSteps, undoBackfillStep } from './backfill.ts';
import type { Context } from './context.ts';
import { contractStep, undoContractStep } from './contract.ts';
import { deploys } from './deploys.ts';
import type { DraftPhase } from './draft.ts';
import { estimate } from './estimate.ts';
import { expandStep, undoExpandStep } from './expand.ts';
import { findings } from './findings.ts';
import { catalogAfterContract } from './fixes.ts';
import { gates } from './gates.ts';
import { digest } from './names.ts';
import { refuseUnsafe } from './refusals.ts';
import { summaries } from './summaries.ts';
import { type TwoColumns, twoColumns } from './two-columns.ts';

/** The folder of a plan: readable, safe on every file system, and different for every pair of names. */
export function planId(kind: string, table: { schema: string; name: string }, from: string, to: string): string {
  const readable = [table.name, from, 'to', to]
    .map((part) => part.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '-'))
    .join('-');
  const plain = [table.name, from, to].every((part) => /^[a-z_][a-z0-9_]*$/.test(part)) && table.schema === 'public';
  const tail = plain ? '' : `-${digest(table.schema, table.name, from, to)}`;
  return `${kind}-${readable.slice(0, 100)}${tail}`;
}

/**
 * The whole plan of a rename.
 * @throws Refusal when the column cannot be renamed safely, UserError when the new name is the old one.
 */
export function planRename(change: Change, catalog: Catalog, old: Column, name: string, options: PlanOptions): Plan {
  if (name === old.name)
    throw new UserError(`The column is called ${ident(name).text} already.`, { hint: 'Choose another name.' });
  const { table } = catalog;
  const context: Context = { planId: planId('rename', table, old.name, name), catalog, table, old, name, options };
  refuseUnsafe(context);
  const two = twoColumns(context);
  return {
    version: 1,
    id: context.planId,
    change,
    command: options.command,
    server: catalog.server,
    target: {
      schema: table.schema,
      name: table.name,
      oldColumn: old.name,
      newColumn: name,
      type: old.type,
      notNull: old.notNull,
      default: old.default?.expression ?? null,
    },
    lockTimeoutMs: options.lockTimeoutMs,
    estimate: estimate(context),
    phases: assemblePhases(draftPhases(two), catalog),
    deploys: deploys(context),
    attention: [...findings(context), ...two.carry.findings],
    fixes: forwardFixes(two),
  };
}

function draftPhases(two: TwoColumns): DraftPhase[] {
  const { context } = two;
  const { table, old, name } = context;
  const summary = summaries(context);
  const gate = gates(two);
  const [added, dropped] = [`${table.name}_${name}`, `${table.name}_${old.name}`];
  return [
    {
      name: 'expand',
      title: `Add ${name}`,
      summary: summary.expand,
      subject: added,
      gate: gate.expand,
      steps: [expandStep(two)],
      undo: [undoExpandStep(two)],
    },
    {
      name: 'backfill',
      title: `Fill ${name}`,
      summary: summary.backfill,
      subject: added,
      gate: gate.backfill,
      steps: backfillSteps(two),
      undo: [undoBackfillStep(two)],
    },
    {
      name: 'contract',
      title: `Drop ${old.name}`,
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
  const { catalog, old, name, options, table } = context;
  const after = catalogAfterContract(catalog, old.name, name);
  const reversed = twoColumns({
    planId: planId('rename', table, name, old.name),
    catalog: after,
    table: after.table,
    old: { ...old, name },
    name: old.name,
    options,
  });
  return [
    assembleFix(
      {
        name: 'abandon-before-contract',
        when: `Before contract, to take the plan back out: no code may use ${ident(name).text} any more. Old code goes on undisturbed.`,
        steps: [undoBackfillStep(two), undoExpandStep(two)],
      },
      catalog,
    ),
    assembleFix(
      {
        name: 'restore-after-contract',
        when: `After contract, when something still needs ${ident(old.name).text}: adds it again beside ${ident(name).text}, fills it and keeps both equal, without stopping traffic.`,
        steps: [expandStep(reversed), ...backfillSteps(reversed)],
      },
      after,
    ),
  ];
}
