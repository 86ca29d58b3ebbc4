import { qualified, type Sql } from '../../sql/value.ts';
import { guardDone, guardNotReady } from '../blocks.ts';
import { newNames, oldNames } from '../context.ts';
import { isTable } from '../mirror/guards.ts';
import { and, columnExists, not } from '../state.ts';
import type { ViewRename } from './subject.ts';

/** Expand has not run: a table with the old names. */
export const untouched = ({ table, pairs }: ViewRename): Sql =>
  and(isTable(table), ...pairs.map(({ old }) => columnExists(table, old.name)));

/** Contract has run: a table with the new names, and those alone. */
export const contracted = ({ table, pairs }: ViewRename): Sql =>
  and(
    isTable(table),
    ...pairs.flatMap(({ old, name }) => [columnExists(table, name), not(columnExists(table, old.name))]),
  );

/** Stops without an error when contract has run. */
export const doneByContract = (rename: ViewRename): Sql =>
  guardDone(
    contracted(rename),
    `${qualified(rename.table).text} has the new names alone: contract has run, nothing to do.`,
  );

/** Stops when the table is not as contract left it. */
export const notContracted = (rename: ViewRename): Sql =>
  guardNotReady(
    not(contracted(rename)),
    `${qualified(rename.table).text} is not a table with ${newNames(rename)} and without ${oldNames(rename)}.`,
    'The schema has changed since the plan was made.',
  );
