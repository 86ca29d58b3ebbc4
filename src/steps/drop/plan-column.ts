import { render } from '../../sql/render.ts';
import { qualified, type Sql } from '../../sql/value.ts';
import type { Catalog, Change, Column, PlanOptions } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { kindPlanId } from '../plan-id.ts';
import { columnExists, not, tableMissing } from '../state.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { dropArchiveSchema, exists } from './archive-schema.ts';
import { type Archive, archiveOf, archiveRows, createArchive, followChanges, notArchived } from './archive.ts';
import { contractColumn, undoContractColumn } from './contract-column.ts';
import { archiveEstimate } from './estimate.ts';
import { columnFindings } from './findings.ts';
import { keyOf } from './key.ts';
import { refuseColumn } from './refuse-column.ts';
import { relax, relaxation, relaxes, tighten } from './relax.ts';
import { type Leaving, saysColumn } from './subject.ts';
import { columnCode, columnDeploys, columnWording, summaries } from './texts.ts';
import { emptyChanges, trackChanges, untrack } from './track.ts';
import { usersOf } from './used.ts';

/** What `plan drop` is asked to do besides naming its target. */
export interface Dropping {
  readonly archive: boolean;
  readonly with: readonly string[];
}

/** A column that no code uses any more: relaxed, archived, dropped. Throws Refusal when that is not safe. */
export function planDropColumn(
  change: Change,
  catalog: Catalog,
  column: Column,
  dropping: Dropping,
  options: PlanOptions,
): Draft {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('drop', table, [column.name]), catalog, options });
  refuseColumn(context, column);
  const users = usersOf(context, column, dropping.with);
  const wanted = dropping.archive && column.generated === '';
  const leaving: Leaving = {
    context,
    column,
    users,
    relaxed: relaxation(context, column),
    archive: wanted ? archiveOf(context, column, keyOf(context, column)) : null,
  };
  return wholePlan(change, {
    context,
    wording: columnWording(leaving),
    estimate: archiveEstimate(leaving),
    phases: phases(leaving),
    code: columnCode(leaving),
    deploys: columnDeploys(leaving),
    attention: columnFindings(leaving),
    fixes: [],
  });
}

function phases(leaving: Leaving): DraftPhase[] {
  const { context, column, archive, relaxed } = leaving;
  const subject = `${context.table.name}_${column.name}`;
  const texts = summaries(leaving);
  const contract: DraftPhase = {
    name: 'contract',
    title: `Drop ${saysColumn(leaving)}`,
    subject,
    summary: texts.contract,
    gate: contractGates(leaving),
    steps: contractColumn(leaving),
    undo: [undoContractColumn(leaving)],
  };
  const expand: DraftPhase = {
    name: 'expand',
    title: `Let code stop writing ${saysColumn(leaving)}`,
    subject,
    summary: texts.expand,
    gate: [gate('there', `${saysColumn(leaving)} is there.`, columnExists(context.table, column.name))],
    steps: [expandStep(leaving)],
    undo: [undoExpand(leaving)],
  };
  if (archive === null) return relaxes(relaxed) ? [expand, contract] : [contract];
  const backfill: DraftPhase = {
    name: 'backfill',
    title: `Archive ${saysColumn(leaving)}`,
    subject,
    summary: texts.backfill,
    gate: [gate('archive', `The archive ${qualified(archive.table).text} is there.`, exists(archive.table))],
    steps: [archiveStep(leaving, archive)],
    undo: [undoArchive(context, archive)],
  };
  return [expand, backfill, contract];
}

function contractGates(leaving: Leaving): DraftPhase['gate'] {
  const { context, column, archive } = leaving;
  const there = columnExists(context.table, column.name);
  if (archive === null) return [gate('there', `${saysColumn(leaving)} is still there.`, there)];
  return [
    gate(
      'archived',
      'Every value is archived, and what changes is noted. (Before the backfill file has run this fails: its table is not there.)',
      not(notArchived(context, archive)),
    ),
  ];
}

const present = (leaving: Leaving): Sql[] => {
  const { table } = leaving.context;
  return [
    guardNotReady(tableMissing(table), `There is no table ${qualified(table).text}.`, 'Is this the right database?'),
    guardDone(
      not(columnExists(table, leaving.column.name)),
      `${saysColumn(leaving)} is not there any more: contract has run, nothing to do.`,
    ),
  ];
};

function expandStep(leaving: Leaving): DraftStep {
  const { context, column, archive, relaxed } = leaving;
  return {
    id: 'relax',
    title: `Let rows do without ${saysColumn(leaving)}`,
    why: 'Code that no longer names the column must be able to insert.',
    sql: [
      doBlock([
        ...present(leaving),
        retried(context, 'Catalog changes only; what old code writes and reads stays as it is.', [
          ...(relaxes(relaxed) ? [lockFamily(context, 'ACCESS EXCLUSIVE')] : []),
          ...(archive === null ? [] : createArchive(context, archive)),
          ...relax(context, column, relaxed),
        ]),
      ]),
    ],
  };
}

function archiveStep(leaving: Leaving, archive: Archive): DraftStep {
  const { context } = leaving;
  return {
    id: 'archive',
    title: `Archive the values of ${saysColumn(leaving)} by key`,
    why: 'A dropped column cannot be had back. Its values go where a person, or the down file, finds them.',
    sql: [
      doBlock([
        ...present(leaving),
        guardNotReady(
          not(exists(archive.table)),
          `There is no archive for ${saysColumn(leaving)} yet.`,
          'Run the expand file first.',
        ),
        render('statement-timeout-guard', {}),
        trackChanges(context, archive),
        followChanges(context, archive, 'What an earlier run has noted.'),
        emptyChanges(context, archive),
        archiveRows(context, archive),
        followChanges(context, archive, 'What has changed meanwhile.'),
        render('analyze', { table: qualified(archive.table) }),
      ]),
    ],
  };
}

const undoArchive = (context: Context, archive: Archive): DraftStep => ({
  id: 'undo-archive',
  title: 'Stop noting changes',
  why: 'The archive itself stays until expand is taken back.',
  sql: [
    doBlock([
      retried(context, 'Catalog changes only.', [
        lockFamily(context, 'ACCESS EXCLUSIVE'),
        ...untrack(context, archive),
      ]),
    ]),
  ],
});

function undoExpand(leaving: Leaving): DraftStep {
  const { context, column, archive, relaxed } = leaving;
  const { table } = context;
  return {
    id: 'undo-expand',
    title: `Make ${saysColumn(leaving)} as strict as it was`,
    why: 'Rows without a value must have got one before; otherwise this stops and changes nothing.',
    sql: [
      doBlock([
        guardNotReady(
          not(columnExists(table, column.name)),
          `${saysColumn(leaving)} is not there any more: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        retried(context, 'Everything in one transaction.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...tighten(context, column, relaxed),
          ...(archive === null ? [] : [render('drop-table', { table: qualified(archive.table) }), dropArchiveSchema()]),
        ]),
      ]),
    ],
  };
}
