import { UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, DatabasePhase, ForwardFix, PlanOptions, QualifiedName } from '../../types.ts';
import { assembleFix } from '../assemble.ts';
import { behindView, modelOf, withModels } from '../code-models.ts';
import { oldAndNew } from '../code-versions.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { holes } from '../mirror/holes.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { refuseMirror, refuseTaken } from '../mirror/refusals.ts';
import { unreadFunction } from '../refusals.ts';
import { tablePlanId } from '../plan-id.ts';
import { carriedNames } from './carried-names.ts';
import { findings } from './findings.ts';
import { contractStep, expandStep, undoContractStep, undoExpandStep, verifyStep } from './steps.ts';
import type { TableRename } from './subject.ts';
import { deploys, gates, summaries } from './texts.ts';

/**
 * The whole plan of a table's rename. The table keeps its old name until contract, so that old code, which nobody
 * changes any more, notices nothing; what a view cannot do is for new code to know.
 * @throws Refusal when the table cannot be renamed safely, UserError when the new name is the old one.
 */
export function planRenameTable(change: Change, catalog: Catalog, name: string, options: PlanOptions): Draft {
  const { table } = catalog;
  const says = qualified(table).text;
  if (options.sync === 'app')
    throw new UserError('A table is renamed behind a view: there are no two columns for your code to write.', {
      hint: 'Leave --sync app and --short out.',
    });
  if (name === table.name)
    throw new UserError(`The table is called ${ident(name).text} already.`, { hint: 'Choose another name.' });
  const rename = renameOf(catalog, name, options);
  refuseMirror(catalog, says, rename.planId);
  refuseTaken(table, name, says);
  const unread = unreadFunction(table, options, says);
  if (unread !== null) throw unread;
  return {
    version: 1,
    id: rename.planId,
    change,
    command: options.command,
    server: catalog.server,
    target: { schema: table.schema, name: table.name, newName: name, columns: [] },
    lockTimeoutMs: options.lockTimeoutMs,
    estimate: nothingToCopy(catalog),
    phases: draftPhases(rename),
    catalog,
    code: withModels(
      oldAndNew('The view is there and verified.', []),
      {
        old: modelOf(table, []),
        new: behindView(modelOf(table, [], [], name)),
      },
      modelOf(table, [], [], name),
    ),
    deploys: deploys(rename),
    attention: findings(rename),
    holes: holes({ table, view: rename.renamed, base: table, major: catalog.server.major }),
    fixes: forwardFixes(rename),
  };
}

function renameOf(catalog: Catalog, name: string, options: PlanOptions): TableRename {
  const { table, server } = catalog;
  const id = tablePlanId('rename', table, name);
  const renamed: QualifiedName = { schema: table.schema, name };
  const mirror: Mirror = {
    planId: id,
    view: renamed,
    base: { schema: table.schema, name: table.name },
    shown: table.columns.map((of) => ({ name: of.name, of })),
    table,
    major: server.major,
  };
  const carried = options.renameDependents ? carriedNames(table, name) : [];
  return { planId: id, catalog, table, renamed, mirror, carried, options };
}

function draftPhases(rename: TableRename): DraftPhase[] {
  const { table, renamed } = rename;
  const [summary, gate] = [summaries(rename), gates(rename)];
  const phase = (name: DatabasePhase, title: string, subject: string) => ({
    name,
    title,
    subject,
    summary: summary[name],
    gate: gate[name],
  });
  const to = qualified(renamed).text;
  return [
    {
      ...phase('expand', `Make ${to}, a view of ${qualified(table).text}`, renamed.name),
      steps: [expandStep(rename)],
      undo: [undoExpandStep(rename)],
    },
    { ...phase('backfill', `Verify ${to}`, renamed.name), steps: [verifyStep(rename)], undo: [] },
    {
      ...phase('contract', `Rename the table to ${to}`, `${table.name}_to_${renamed.name}`),
      steps: [contractStep(rename)],
      undo: [undoContractStep(rename)],
    },
  ];
}

/** The way out before contract, and the old name again after it. */
function forwardFixes(rename: TableRename): ForwardFix[] {
  const { catalog, table, renamed, options } = rename;
  const after: Catalog = { ...catalog, table: { ...table, name: renamed.name } };
  const reversed = renameOf(after, table.name, options);
  const [from, to] = [qualified(table).text, qualified(renamed).text];
  return [
    assembleFix(
      {
        name: 'abandon-before-contract',
        when: `Before contract, to take the plan back out: no code may use ${to} any more. Old code goes on undisturbed.`,
        steps: [undoExpandStep(rename)],
      },
      catalog,
    ),
    assembleFix(
      {
        name: 'restore-after-contract',
        when: `After contract, when something still needs ${from}: makes it a view of ${to}, without touching the table.`,
        steps: [expandStep(reversed)],
      },
      after,
    ),
  ];
}
