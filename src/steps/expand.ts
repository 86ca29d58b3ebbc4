import { render } from '../sql/render.ts';
import { ident, qualified, type Sql } from '../sql/value.ts';
import { addColumn } from './column.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from './blocks.ts';
import type { DraftStep } from './draft.ts';
import { and, columnExists, not, tableMissing, triggerExists } from './state.ts';
import { createSync, dropSync } from './sync.ts';
import type { TwoColumns } from './two-columns.ts';

/** The statements that expand runs under its lock, in order. */
export function expandUnderLock(two: TwoColumns): Sql[] {
  const { context, sync, carry } = two;
  return [
    lockTable(context.table, 'ACCESS EXCLUSIVE'),
    ...[addColumn(context), ...createSync(context, sync), ...carry.expand].map(partSql),
  ];
}

/** The new column and what keeps it equal to the old one, in one short transaction. */
export function expandStep(two: TwoColumns): DraftStep {
  const { context, sync } = two;
  const { table, old, name } = context;
  const says = qualified(table).text;
  const [hasOld, hasNew] = [columnExists(table, old.name), columnExists(table, name)];
  return {
    id: 'add-column',
    title: `Add ${says}.${ident(name).text} and keep it equal to ${ident(old.name).text}`,
    why: 'Old code must not notice, and whatever it writes from now on must reach the new column.',
    sql: [
      doBlock([
        guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
        guardDone(
          triggerExists(table, sync.trigger),
          `${says}.${ident(name).text} is there already: expand has run, nothing to do.`,
        ),
        guardDone(
          and(hasNew, not(hasOld)),
          `${says}.${ident(old.name).text} is gone: contract has run, nothing to do.`,
        ),
        guardNotReady(
          hasNew,
          `${says} has a column ${ident(name).text} that this plan did not make.`,
          'Rename or drop that column, or make a new plan with another name.',
        ),
        guardNotReady(
          not(hasOld),
          `${says} has no column ${ident(old.name).text}.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        retried(context, `Everything in one transaction: either all of it is there or nothing.`, expandUnderLock(two)),
      ]),
    ],
  };
}

/** Takes expand back. The new column goes with what only new code could have written: for development. */
export function undoExpandStep(two: TwoColumns): DraftStep {
  const { context, sync, carry } = two;
  const { table, old, name } = context;
  const says = qualified(table).text;
  const drop = render('drop-column-if-exists', { table: qualified(table), column: ident(name) });
  return {
    id: 'undo-expand',
    title: `Drop ${says}.${ident(name).text} again`,
    why: 'Both columns hold the same values; the old one stays.',
    sql: [
      doBlock([
        guardNotReady(
          not(columnExists(table, old.name)),
          `${says}.${ident(old.name).text} is gone: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        guardDone(not(columnExists(table, name)), `${says}.${ident(name).text} is not there: nothing to do.`),
        guardNotReady(
          not(triggerExists(table, sync.trigger)),
          `${says}.${ident(name).text} was not made by this plan.`,
          'Nothing was changed.',
        ),
        retried(context, 'Dependents first, then the column.', [
          lockTable(table, 'ACCESS EXCLUSIVE'),
          partSql(dropSync(context, sync)),
          ...carry.undoExpand.map(partSql),
          drop,
        ]),
      ]),
    ],
  };
}
