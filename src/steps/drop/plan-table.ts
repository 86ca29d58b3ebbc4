import { indent } from '../../sql/indent.ts';
import { render } from '../../sql/render.ts';
import { literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, PlanOptions } from '../../types.ts';
import { doBlock, guardDone, retried } from '../blocks.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { familyQuery } from '../family.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { helperName } from '../names.ts';
import { kindPlanId } from '../plan-id.ts';
import { not, tableMissing } from '../state.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { archiveSchema, archiveTable, dropArchiveSchema, inArchive } from './archive-schema.ts';
import { contractTable, undoContractTable } from './contract-table.ts';
import type { Dropping } from './plan-column.ts';
import { refuseDropTable } from './refuse-table.ts';
import type { LeavingTable } from './subject.ts';
import { tableCode, tableDeploys, tableFindings, tableSummaries, tableWording } from './table-texts.ts';

/** A table that no code uses any more: looked after, then put into the archive whole, or dropped. Throws Refusal when that is not safe. */
export function planDropTable(change: Change, catalog: Catalog, dropping: Dropping, options: PlanOptions): Draft {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('drop', table, []), catalog, options });
  refuseDropTable(context, dropping.with);
  const leaving: LeavingTable = {
    context,
    users: catalog.users?.list ?? [],
    archive: dropping.archive,
    mark: inArchive(helperName('usage', table.name, context.planId, table.schema, table.name)),
  };
  return wholePlan(change, {
    context,
    wording: tableWording(leaving),
    estimate: nothingToCopy(catalog),
    phases: phases(leaving),
    code: tableCode(leaving),
    deploys: tableDeploys(leaving),
    attention: tableFindings(leaving),
    fixes: [],
  });
}

function phases(leaving: LeavingTable): DraftPhase[] {
  const { context, mark } = leaving;
  const says = qualified(context.table).text;
  const texts = tableSummaries(leaving);
  const there = not(tableMissing(context.table));
  return [
    {
      name: 'backfill',
      title: `Verify that nobody uses ${says}`,
      subject: context.table.name,
      summary: texts.backfill,
      gate: [gate('there', `${says} is there.`, there)],
      steps: [verifyStep(leaving)],
      undo: [undoVerify(leaving)],
    },
    {
      name: 'contract',
      title: leaving.archive ? `Put ${says} into the archive` : `Drop ${says}`,
      subject: context.table.name,
      summary: texts.contract,
      gate: [
        gate(
          'unused',
          `Nothing has read or written ${says} since the backfill file ran (its counters then are in ${qualified(mark).text}; a backup that reads every table counts as well).`,
          render('usage-unchanged', {
            mark: qualified(mark),
            members: indent(familyQuery(context.table, 'all with rows'), 6),
          }),
        ),
      ],
      steps: contractTable(leaving),
      undo: [undoContractTable(leaving)],
    },
  ];
}

function verifyStep({ context, mark }: LeavingTable): DraftStep {
  const { table, planId } = context;
  const says = qualified(table).text;
  const columns = ['reads numeric', 'writes numeric', 'since timestamptz'].map(verbatim);
  return {
    id: 'verify',
    title: `Verify that nobody uses ${says}, and remember how often it was read and written`,
    why: 'No database can tell that nobody will. It can tell who does now, and what has been counted since.',
    sql: [
      doBlock([
        guardDone(tableMissing(table), `${says} is not there any more: contract has run, nothing to do.`),
        render('not-in-use', {
          members: indent(familyQuery(table, 'all'), 12),
          message: literal(`${says} is in use right now: `),
          hint: literal('Find out what it is and deploy it without the table, then run this file again.'),
        }),
        retried(context, 'Catalog changes only, on nothing that applications use.', [
          ...archiveSchema(context),
          ...archiveTable(table, mark, columns, `expand-contract: usage of plan ${planId}`),
          render('delete-all', { table: qualified(mark) }),
          render('usage-mark', {
            mark: qualified(mark),
            members: indent(familyQuery(table, 'all with rows'), 6),
          }),
        ]),
      ]),
    ],
  };
}

function undoVerify({ context, mark }: LeavingTable): DraftStep {
  const drop: Sql[] = [render('drop-table', { table: qualified(mark) }), dropArchiveSchema()];
  return {
    id: 'undo-verify',
    title: 'Forget the counters',
    why: 'Nothing else was changed.',
    sql: [doBlock([retried(context, 'Catalog changes only.', drop)])],
  };
}
