import { list, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import type { DraftStep } from '../draft.ts';
import { isMirror, isTable, isVerified, nothingOnView, rightsOnTable, verifyMirror } from '../mirror/guards.ts';
import { createMirror, dropMirror, renameTable } from '../mirror/mirror.ts';
import { and, not, tableMissing } from '../state.ts';
import { renameCarried, reversed } from './carried-names.ts';
import type { TableRename } from './subject.ts';

const ONCE = 'Everything in one transaction: either all of it has happened or nothing.';

const saysOf = ({ table, renamed }: TableRename) => ({ from: qualified(table).text, to: qualified(renamed).text });

/** Contract has run: the new name is the table's. */
const swapped = ({ table, renamed }: TableRename): Sql => and(isTable(renamed), not(isTable(table)));

/** A CHECK or NOT NULL constraint is renamed in the table's children too. */
const inherited = ({ table, carried }: TableRename): Sql[] =>
  carried.some(({ kind }) => kind === 'constraint')
    ? table.family.map((member) => lockTable(member, 'ACCESS EXCLUSIVE'))
    : [];

/** The view under the new name. Old code sees nothing of it. */
export function expandStep(rename: TableRename): DraftStep {
  const { table, renamed, mirror } = rename;
  const { from, to } = saysOf(rename);
  return {
    id: 'create-view',
    title: `Make ${from} reachable as ${to}`,
    why: 'New code needs the new name before old code can do without the old one.',
    sql: [
      doBlock([
        guardDone(swapped(rename), `The table is called ${to} already: contract has run, nothing to do.`),
        guardNotReady(not(isTable(table)), `There is no table ${from}.`, 'Is this the right database?'),
        guardDone(isMirror(mirror), `The view ${to} is there already: expand has run, nothing to do.`),
        guardNotReady(
          not(tableMissing(renamed)),
          `There is something called ${to} that this plan did not make.`,
          'Rename or drop it, or make a new plan with another name.',
        ),
        retried(rename, ONCE, [partSql(createMirror(mirror))]),
      ]),
    ],
  };
}

/** Drops the view; the table was never touched. */
export function undoExpandStep(rename: TableRename): DraftStep {
  const { table, renamed, mirror } = rename;
  const { from, to } = saysOf(rename);
  return {
    id: 'undo-expand',
    title: `Drop the view ${to} again`,
    why: 'It holds no rows; they are all in the table.',
    sql: [
      doBlock([
        guardNotReady(
          swapped(rename),
          `The table is called ${to}: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        guardDone(tableMissing(renamed), `There is no view ${to}: nothing to do.`),
        guardNotReady(not(isMirror(mirror)), `${to} was not made by this plan.`, 'Nothing was changed.'),
        guardNotReady(not(isTable(table)), `There is no table ${from}.`, 'Is this the right database?'),
        retried(rename, 'The view alone.', [nothingOnView(mirror), partSql(dropMirror(mirror))]),
      ]),
    ],
  };
}

/** Nothing is copied, so the middle phase verifies that both names show the same. */
export function verifyStep(rename: TableRename): DraftStep {
  const { mirror } = rename;
  const { from, to } = saysOf(rename);
  return {
    id: 'verify',
    title: `Verify that ${to} shows all of ${from}`,
    why: 'A column, a default or a right that was added since expand would be missing for new code.',
    sql: [
      doBlock([
        guardDone(swapped(rename), `The table is called ${to} already: contract has run, nothing to do.`),
        guardNotReady(not(isMirror(mirror)), `There is no view ${to} yet.`, 'Run the expand file first.'),
        list(verifyMirror(mirror), '\n'),
      ]),
    ],
  };
}

/** One short transaction: the view goes, and the table takes its name. */
export function contractStep(rename: TableRename): DraftStep {
  const { table, renamed, mirror, carried } = rename;
  const { from, to } = saysOf(rename);
  const ready = [
    guardNotReady(
      not(isVerified(mirror)),
      `It is not verified that ${to} shows all of ${from}.`,
      'Run the expand and the backfill files first.',
    ),
    rightsOnTable(mirror),
    nothingOnView(mirror),
  ];
  return {
    id: 'rename-table',
    title: `${from} takes the name ${to}`,
    why: 'No code uses the old name any more, and a table can do what a view cannot.',
    sql: [
      doBlock([
        guardDone(swapped(rename), `The table is called ${to} already: nothing to do.`),
        guardNotReady(not(isTable(table)), `There is no table ${from}.`, 'Is this the right database?'),
        list(ready, '\n'),
        retried(rename, 'Catalog changes only; the view before its table, as traffic locks them.', [
          partSql(dropMirror(mirror)),
          renameTable(table, renamed.name),
          ...inherited(rename),
          ...carried.map((name) => renameCarried(renamed, name)),
        ]),
      ]),
    ],
  };
}

/** Back to the table under its old name and the view under the new one. */
export function undoContractStep(rename: TableRename): DraftStep {
  const { table, renamed, mirror, carried } = rename;
  const { from, to } = saysOf(rename);
  return {
    id: 'undo-contract',
    title: `${to} takes the name ${from} back`,
    why: 'Both names work again, as before contract.',
    sql: [
      doBlock([
        guardDone(isMirror(mirror), `${to} is a view of ${from}: nothing to do.`),
        guardNotReady(
          not(swapped(rename)),
          `${to} is not a table, or ${from} is one.`,
          'The schema has changed since the plan was made.',
        ),
        guardNotReady(
          not(tableMissing(table)),
          `There is something called ${from} already.`,
          'Drop it first; nothing was changed.',
        ),
        retried(rename, ONCE, [
          renameTable(renamed, table.name),
          ...inherited(rename),
          ...carried.map((name) => renameCarried(table, reversed(name))),
          partSql(createMirror(mirror)),
        ]),
      ]),
    ],
  };
}
