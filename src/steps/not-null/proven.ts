import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import type { Change, Column, Constraint } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { constraintValidated, not } from '../state.ts';
import { anyCode } from '../code-of-kind.ts';
import { wholePlan } from '../whole-plan.ts';
import { isNotNull } from './proof.ts';

/** A validated CHECK of the table says already that no row has NULL: SET NOT NULL reads nothing, and refuses nothing new. */
export function planProven(change: Change, context: Context, column: Column, check: Constraint): Draft {
  const { catalog, table, options, planId } = context;
  const [says, name, proof] = [qualified(table).text, ident(column.name).text, ident(check.name).text];
  const proven = constraintValidated(table, check.name);
  const summary = `${name} of ${says} becomes NOT NULL.`;
  return wholePlan(change, {
    context,
    wording: {
      title: `${name} of ${says} NOT NULL`,
      summary,
      enough: `One phase is enough: the validated check ${proof} says that no row has NULL, so PostgreSQL reads none, and no code can send NULL today.`,
      old: name,
      new: name,
      names: [],
      does: { old: `gives ${name} a value, as ${proof} demands` },
      unsafe: {},
      kept: `${proof} refuses NULL before and after.`,
      afterContract: '',
      downDoes: 'a down file lets the check alone refuse NULL again.',
      downLoses: 'take NOT NULL off again',
    },
    estimate: nothingToCopy(catalog),
    phases: [
      {
        name: 'expand',
        title: `Make ${name} NOT NULL`,
        subject: `${table.name}_${column.name}_not_null`,
        summary: [
          `${summary} The validated check ${proof} proves it: no row is read.`,
          'Goes out with deploy 1; the code stays as it is.',
          `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`,
          'Going back: run the down file; nothing is lost.',
          `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
        ],
        gate: [gate('proven', `The check ${proof} of ${says} is valid.`, proven)],
        steps: [step(context, column, check, proven)],
        undo: [undo(context, column)],
      },
    ],
    code: anyCode,
    deploys: [
      {
        number: 1,
        title: `${name} becomes NOT NULL`,
        runs: ['expand'],
        ships: null,
        code: 'Unchanged.',
        gate: `The check ${proof} is valid.`,
        rollback: 'The database need not go back with the code.',
      },
    ],
    attention: [],
    fixes: [],
  });
}

const set = ({ table }: Context, column: Column): { table: Sql; column: Sql } => ({
  table: qualified(table),
  column: ident(column.name),
});

function step(context: Context, column: Column, check: Constraint, proven: Sql): DraftStep {
  const [says, name] = [qualified(context.table).text, ident(column.name).text];
  return {
    id: 'set-not-null',
    title: `Make ${name} of ${says} NOT NULL`,
    why: 'A validated check spares it the reading of every row.',
    sql: [
      doBlock([
        guardDone(isNotNull(context.table, column.name), `${name} of ${says} is NOT NULL: nothing to do.`),
        guardNotReady(
          not(proven),
          `${says} has no valid check ${ident(check.name).text} any more.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          render('set-not-null', set(context, column)),
        ]),
      ]),
    ],
  };
}

const undo = (context: Context, column: Column): DraftStep => ({
  id: 'drop-not-null',
  title: `Take NOT NULL off ${ident(column.name).text}`,
  why: 'The check stays.',
  sql: [
    doBlock([
      retried(context, 'Catalog changes only.', [
        lockFamily(context, 'ACCESS EXCLUSIVE'),
        render('drop-not-null', set(context, column)),
      ]),
    ]),
  ],
});
