import { render } from '../../sql/render.ts';
import { qualified, type Sql } from '../../sql/value.ts';
import type { Deploy, Gate, DatabasePhase } from '../../types.ts';
import { newNames, oldNames } from '../context.ts';
import { isMirror, isVerified } from '../mirror/guards.ts';
import { and, columnExists, not } from '../state.ts';
import { untouched } from './conditions.ts';
import type { ViewRename } from './subject.ts';

/** Three deploys: the view shows both names, so code changes once, in the middle. */
export function deploys(rename: ViewRename): Deploy[] {
  const [from, to, says] = [oldNames(rename), newNames(rename), qualified(rename.table).text];
  return [
    {
      number: 1,
      title: 'Expand and backfill',
      runs: ['expand', 'backfill'],
      ships: null,
      code: `Unchanged: it goes on using ${from}, but for what a view cannot do.`,
      gate: `${says} is a table with ${from} and without ${to}, and no code needs what a view cannot do.`,
      rollback: `Nothing to roll back in the code. When something needs a table, the SQL in the plan's folder puts it back at once; no row is lost.`,
    },
    {
      number: 2,
      title: `Code that uses only ${to}`,
      runs: [],
      ships: 'new',
      code: `Every read and write of ${from} becomes ${to}. Old and new instances may run side by side.`,
      gate: `The view ${says} is there and verified.`,
      rollback: `Roll the code back: ${from} and ${to} are one column.`,
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `No instance of the old code is left, and nothing else uses ${from} (reports, jobs, other services).`,
      rollback: `Forward only: the SQL in the plan's folder puts the view with ${from} back, in some milliseconds.`,
    },
  ];
}

/** The plain lines at the top of each file. */
export function summaries(rename: ViewRename): Record<DatabasePhase, string[]> {
  const { table, helper, options, planId } = rename;
  const [from, to, says] = [oldNames(rename), newNames(rename), qualified(table).text];
  const wait = `${options.lockTimeoutMs} ms`;
  return {
    expand: [
      `Renames ${from} to ${to} in place, calls the table ${qualified(helper).text}, and makes ${says} a view of it that shows both names. Nothing is copied.`,
      'Goes out with deploy 1; the code stays as it is, but for what a view cannot do (see the notes).',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${wait}, and it is tried again.`,
      "Going back: the forward fix in the plan's folder, at any time; no row is lost.",
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    backfill: [
      `Verifies that the view ${says} shows every column of its table with defaults and rights. There is nothing to copy.`,
      'Goes out after expand, any time before deploy 2; the code stays as it is.',
      'Locks: none that blocks reads or writes.',
      'Going back: it changes nothing but the comment on the view.',
      `Plan ${planId}; it may be run again at any time.`,
    ],
    contract: [
      `Drops the view ${says}, and the table takes that name back, with ${to} alone, in one transaction of some milliseconds.`,
      'Goes out with deploy 3, when no instance of the old code is left.',
      `Locks: ACCESS EXCLUSIVE on ${says} and the table behind it for some milliseconds; no attempt waits longer than ${wait} for both, and it is tried again.`,
      "Going back: the forward fix in the plan's folder makes the old names work again; in development run the down file.",
      `Plan ${planId}; it refuses to run until the view is verified. Do not run it inside a transaction.`,
    ],
  };
}

const gate = (id: string, says: string, condition: Sql): Gate => ({
  id,
  says,
  query: render('ok-query', { condition }).text,
});

/** What must be true before each phase; the phase's own file tests the same again. */
export function gates(rename: ViewRename): Record<DatabasePhase, Gate[]> {
  const { table, pairs, mirror } = rename;
  const says = qualified(table).text;
  const free = pairs.map(({ name }) => not(columnExists(table, name)));
  return {
    expand: [
      gate(
        'only-old',
        `${says} is a table with ${oldNames(rename)} and not yet ${newNames(rename)}.`,
        and(untouched(rename), ...free),
      ),
    ],
    backfill: [gate('view', `${says} is the view of the expand phase.`, isMirror(mirror))],
    contract: [gate('verified', `${says} shows every column under its names.`, isVerified(mirror))],
  };
}
