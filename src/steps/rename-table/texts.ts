import { render } from '../../sql/render.ts';
import { qualified, type Sql } from '../../sql/value.ts';
import type { Deploy, Gate, DatabasePhase } from '../../types.ts';
import { isMirror, isTable, isVerified } from '../mirror/guards.ts';
import { and, tableMissing } from '../state.ts';
import type { TableRename } from './subject.ts';

/** Three deploys: the view makes both names work, so code changes once, in the middle. */
export function deploys({ table, renamed }: TableRename): Deploy[] {
  const [from, to] = [qualified(table).text, qualified(renamed).text];
  return [
    {
      number: 1,
      title: 'Expand and backfill',
      runs: ['expand', 'backfill'],
      ships: null,
      code: `Unchanged: it goes on using ${from}.`,
      gate: `${from} is a table and nothing is called ${to}.`,
      rollback: 'Nothing to roll back in the code. The view does no harm; leave it.',
    },
    {
      number: 2,
      title: `Code that uses only ${to}`,
      runs: [],
      ships: 'new',
      code: `Every ${from} becomes ${to}, but for what a view cannot do (see what needs attention). Old and new instances may run side by side.`,
      gate: `The view ${to} is there and verified.`,
      rollback: `Roll the code back: there is one table, and ${from} is still its name.`,
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: `Unchanged. Statements that had to stay with ${from} change to ${to} right after it.`,
      gate: `No instance of the old code is left, and nothing else uses ${from} (reports, jobs, other services).`,
      rollback: `Forward only: the SQL in the plan's folder makes ${from} a view of ${to}.`,
    },
  ];
}

/** The plain lines at the top of each file. */
export function summaries({ table, renamed, options, planId, carried }: TableRename): Record<DatabasePhase, string[]> {
  const [from, to] = [qualified(table).text, qualified(renamed).text];
  const wait = `${options.lockTimeoutMs} ms`;
  return {
    expand: [
      `Makes ${to}, an updatable view of ${from} with the same owner and rights; nothing is copied.`,
      'Goes out with deploy 1, before the backfill; the code stays as it is.',
      `Locks: none that blocks reads or writes of ${from}.`,
      'Going back: leave it, it does no harm; in development run the down file.',
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    backfill: [
      `Verifies that ${to} shows every column of ${from} with its defaults and rights. There is nothing to copy.`,
      'Goes out after expand, any time before deploy 2; the code stays as it is.',
      'Locks: none that blocks reads or writes.',
      'Going back: it changes nothing but the comment on the view.',
      `Plan ${planId}; it may be run again at any time.`,
    ],
    contract: [
      `Drops the view ${to} and renames ${from} to ${to}, in one transaction of some milliseconds.`,
      ...(carried.length === 0
        ? []
        : [`Renames along: ${carried.map((name) => `${name.from} to ${name.to}`).join(', ')}.`]),
      'Goes out with deploy 3, when no instance of the old code is left.',
      `Locks: ACCESS EXCLUSIVE on ${to} and ${from} for some milliseconds; no attempt waits longer than ${wait} for both, and it is tried again.`,
      "Going back: the forward fix in the plan's folder makes the old name work again; in development run the down file.",
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
export function gates({ table, renamed, mirror }: TableRename): Record<DatabasePhase, Gate[]> {
  const [from, to] = [qualified(table).text, qualified(renamed).text];
  return {
    expand: [
      gate('only-old', `${from} is a table and nothing is called ${to}.`, and(isTable(table), tableMissing(renamed))),
    ],
    backfill: [gate('view', `${to} is the view of the expand phase.`, isMirror(mirror))],
    contract: [gate('verified', `${to} shows all of ${from}.`, isVerified(mirror))],
  };
}
