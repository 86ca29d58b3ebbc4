import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, Column, Plan, PlanOptions, Wording } from '../../types.ts';
import { anyCode } from '../code-of-kind.ts';
import { doBlock, guardNotReady, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { DraftPhase, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { kindPlanId } from '../plan-id.ts';
import { columnExists, not } from '../state.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';

/** One phase: a default is for rows to come, so nothing is read or written. */
export function planSetDefault(change: Change, catalog: Catalog, column: Column, options: PlanOptions): Plan {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('set-default', table, [column.name]), catalog, options });
  const name = ident(column.name).text;
  const expression = catalog.answers.expressions[0]?.sql ?? 'NULL';
  return wholePlan(change, {
    context,
    wording: wording(context, column, expression),
    estimate: nothingToCopy(catalog),
    phases: [phase(context, column, expression)],
    code: anyCode,
    deploys: [
      {
        number: 1,
        title: 'Set the default',
        runs: ['expand'],
        ships: null,
        code: 'Unchanged.',
        gate: `Code that leaves ${name} out of an INSERT is right with the new default.`,
        rollback: 'The database need not go back with the code.',
      },
    ],
    attention: [],
    fixes: [],
  });
}

function phase(context: Context, column: Column, expression: string): DraftPhase {
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(column.name).text];
  const set = render('set-default', {
    table: qualified(table),
    column: ident(column.name),
    expression: verbatim(expression),
  });
  const step = alter(
    context,
    column,
    {
      id: 'set-default',
      title: `Give ${name} of ${says} the default ${expression}`,
      why: 'Rows that are there keep their values; rows that leave the column out get this one from now on.',
    },
    set,
  );
  return {
    name: 'expand',
    title: `Set the default of ${name}`,
    subject: `${table.name}_${column.name}_default`,
    summary: [
      `Sets the default of ${name} of ${says} to ${expression}.`,
      'Goes out with deploy 1; code that names the column in every INSERT notices nothing.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`,
      'Going back: set the old default again, with the down file or a plan of its own.',
      `Plan ${context.planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    gate: [gate('column', `${says} has ${name}.`, columnExists(table, column.name))],
    steps: [step],
    undo: [
      alter(
        context,
        column,
        {
          id: 'old-default',
          title: `Give ${name} its old default again`,
          why: 'Rows that were written meanwhile keep their values.',
        },
        oldDefault(context, column),
      ),
    ],
  };
}

const alter = (
  context: Context,
  column: Column,
  words: Pick<DraftStep, 'id' | 'title' | 'why'>,
  statement: Sql,
): DraftStep => {
  const { table } = context;
  const says = qualified(table).text;
  return {
    ...words,
    sql: [
      doBlock([
        guardNotReady(
          not(columnExists(table, column.name)),
          `${says} has no column ${ident(column.name).text}.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        retried(context, 'Catalog changes only.', [lockFamily(context, 'ACCESS EXCLUSIVE'), statement]),
      ]),
    ],
  };
};

function oldDefault({ table }: Context, column: Column): Sql {
  const target = { table: qualified(table), column: ident(column.name) };
  return column.default === null
    ? render('drop-default', target)
    : render('set-default', { ...target, expression: verbatim(column.default.expression) });
}

function wording({ table }: Context, column: Column, expression: string): Wording {
  const [says, name] = [qualified(table).text, ident(column.name).text];
  return {
    title: `default of ${name} of ${says}`,
    summary: `New rows of ${says} that leave ${name} out get ${expression}; rows that are there keep what they have.`,
    enough: 'One phase is enough: PostgreSQL changes the catalog alone, and no code has to change with it.',
    old: name,
    new: name,
    names: [],
    does: { old: `reads and writes ${name} as ever` },
    unsafe: {},
    kept: 'a default is no business of the code that names the column.',
    afterContract: '',
    downDoes: 'a down file sets the old default again.',
    downLoses: 'set the old default again',
  };
}
