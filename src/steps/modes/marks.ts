import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { type Context, label, type Part } from '../context.ts';
import { helperName } from '../names.ts';
import { constraintExists, constraintValidated } from '../state.ts';

/**
 * Without a trigger nothing in the catalog says how far a plan has come, so it leaves marks: CHECKs that are always
 * true, free of cost, and seen by the planner of another plan. `state` is there from expand on and valid from the end of
 * backfill on; `relaxed` is there from relax to contract.
 */
const stateName = (context: Context): string => helperName('state', label(context), context.planId);
const relaxedName = (context: Context): string => helperName('relaxed', label(context), context.planId);

/** Condition: expand has run and contract has not. */
export const begun = (context: Context): Sql => constraintExists(context.table, stateName(context));

/** Condition: the backfill came to its end. */
export const filled = (context: Context): Sql => constraintValidated(context.table, stateName(context));

/** Condition: relax has run and contract has not. */
export const relaxed = (context: Context): Sql => constraintExists(context.table, relaxedName(context));

/** The mark that expand leaves. */
export const markBegun = (context: Context): Part => ({
  title: 'How far this plan has come: this check is always true, and valid once the backfill is done.',
  sql: mark(context, stateName(context), 'state'),
});

/** The mark that relax leaves. */
export const markRelaxed = (context: Context): Part => ({
  title: 'The mark of this phase.',
  sql: mark(context, relaxedName(context), 'relaxed state'),
});

/** The constraint whose VALIDATE says that the backfill is done. */
export const stateConstraint = stateName;

/** Takes the mark of backfill away, and leaves that of expand. */
export const unmarkFilled = (context: Context): Part => ({
  title: 'How far this plan has come: expanded.',
  sql: [drop(context, stateName(context)), ...mark(context, stateName(context), 'state')],
});

/** Takes all marks away. */
export const unmark = (context: Context): Part => ({
  title: 'The marks of this plan.',
  sql: [drop(context, stateName(context)), drop(context, relaxedName(context))],
});

const drop = (context: Context, name: string): Sql =>
  render('drop-constraint', { table: qualified(context.table), constraint: ident(name) });

function mark(context: Context, name: string, what: string): Sql[] {
  const target = { table: qualified(context.table), constraint: ident(name) };
  return [
    render('add-parity', { ...target, expression: render('always', {}) }),
    render('comment-on-table-object', {
      kind: verbatim('CONSTRAINT'),
      name: target.constraint,
      table: target.table,
      text: literal(`expand-contract: ${what} of plan ${context.planId}`),
    }),
  ];
}
