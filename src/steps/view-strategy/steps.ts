import { render } from '../../sql/render.ts';
import { ident, list, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import { newNames, oldNames } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { isMirror, isVerified, nothingOnView, rightsOnTable, verifyMirror } from '../mirror/guards.ts';
import { createMirror, dropMirror, renameTable } from '../mirror/mirror.ts';
import { columnExists, not, tableMissing } from '../state.ts';
import { renamedArguments, restoredArguments } from '../triggers.ts';
import { contracted, doneByContract, notContracted, untouched } from './conditions.ts';
import type { ViewRename } from './subject.ts';

const ONCE = 'Everything in one transaction: either all of it has happened or nothing.';
const VIEW_FIRST = 'Catalog changes only; the view before its table, as traffic locks them.';

/** RENAME COLUMN reaches into the tables below. */
const locks = ({ table }: ViewRename, name: string): Sql[] =>
  [{ schema: table.schema, name }, ...table.family].map((each) => lockTable(each, 'ACCESS EXCLUSIVE'));

/** The table steps aside, its columns get their new names, and a view with both names takes its place. */
export function expandStep(rename: ViewRename): DraftStep {
  const { table, pairs, helper, mirror } = rename;
  const says = qualified(table).text;
  return {
    id: 'put-view',
    title: `Rename ${oldNames(rename)} to ${newNames(rename)} behind a view that shows both`,
    why: 'Nothing is copied: both names are one column, however many rows there are.',
    sql: [
      doBlock([
        guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
        guardDone(isMirror(mirror), `The view is in the place of ${says} already: expand has run, nothing to do.`),
        doneByContract(rename),
        guardNotReady(
          not(untouched(rename)),
          `${says} is not a table with ${oldNames(rename)}.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        ...pairs.map(({ name }) =>
          guardNotReady(
            columnExists(table, name),
            `${says} has a column ${ident(name).text} that this plan did not make.`,
            'Rename or drop that column, or make a new plan with another name.',
          ),
        ),
        retried(rename, ONCE, [
          ...locks(rename, table.name),
          ...pairs.map(({ old, name }) =>
            render('rename-column', { table: qualified(table), column: ident(old.name), name: ident(name) }),
          ),
          ...renamedArguments(rename).map(partSql),
          renameTable(table, helper.name),
          partSql(createMirror(mirror)),
        ]),
      ]),
    ],
  };
}

/** The view goes, and everything has its old name again; no row is lost by it. */
export function undoExpandStep(rename: ViewRename): DraftStep {
  const { table, pairs, helper, mirror } = rename;
  const says = qualified(table).text;
  return {
    id: 'undo-expand',
    title: `Drop the view, and rename ${newNames(rename)} to ${oldNames(rename)} again`,
    why: 'Both names are one column, so whatever was written under either stays.',
    sql: [
      doBlock([
        guardNotReady(
          contracted(rename),
          `${says} has the new names alone: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        guardDone(untouched(rename), `${says} has its old names: nothing to do.`),
        guardNotReady(not(isMirror(mirror)), `${says} is not the view of this plan.`, 'Nothing was changed.'),
        nothingOnView(mirror),
        retried(rename, VIEW_FIRST, [
          partSql(dropMirror(mirror)),
          ...locks(rename, helper.name),
          renameTable(helper, table.name),
          ...pairs.map(({ old, name }) =>
            render('rename-column', { table: qualified(table), column: ident(name), name: ident(old.name) }),
          ),
          ...restoredArguments(rename).map(partSql),
        ]),
      ]),
    ],
  };
}

/** Nothing is copied, so the middle phase verifies that the view shows all that the table has. */
export function verifyStep(rename: ViewRename): DraftStep {
  const { table, mirror } = rename;
  const says = qualified(table).text;
  return {
    id: 'verify',
    title: `Verify that ${says} shows every column under its names`,
    why: 'A column, a default or a right that was added since expand would be missing for the code.',
    sql: [
      doBlock([
        doneByContract(rename),
        guardNotReady(not(isMirror(mirror)), `${says} is not the view of this plan yet.`, 'Run the expand file first.'),
        list(verifyMirror(mirror), '\n'),
      ]),
    ],
  };
}

/** The view goes, and the table takes its name back; its columns keep their new names. */
export function contractStep(rename: ViewRename): DraftStep {
  const { table, helper, mirror } = rename;
  const says = qualified(table).text;
  return {
    id: 'drop-view',
    title: `Drop the view; the table is called ${says} again, with ${newNames(rename)} alone`,
    why: 'No code uses the old names any more, and a table can do what a view cannot.',
    sql: [
      doBlock([
        doneByContract(rename),
        guardNotReady(
          not(isVerified(mirror)),
          `It is not verified that the view ${says} shows all of its table.`,
          'Run the expand and the backfill files first.',
        ),
        list([rightsOnTable(mirror), nothingOnView(mirror)], '\n'),
        retried(rename, VIEW_FIRST, [partSql(dropMirror(mirror)), renameTable(helper, table.name)]),
      ]),
    ],
  };
}

/** Both names again: the down file of contract, and the forward fix after it. */
export function undoContractStep(rename: ViewRename): DraftStep {
  const { table, helper, mirror } = rename;
  const says = qualified(table).text;
  return {
    id: 'undo-contract',
    title: `Put the view with ${oldNames(rename)} and ${newNames(rename)} in the place of ${says} again`,
    why: 'Both names work again, as before contract.',
    sql: [
      doBlock([
        guardDone(isMirror(mirror), `The view is in the place of ${says}: nothing to do.`),
        notContracted(rename),
        retried(rename, ONCE, [renameTable(table, helper.name), partSql(createMirror(mirror))]),
      ]),
    ],
  };
}
