import type { Draft } from '../draft.ts';
import { UserError } from '../../errors.ts';
import { render } from '../../sql/render.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, CodeVersion, Column, Deploy, PlanOptions } from '../../types.ts';
import { asItIs, modelOf, withModels } from '../code-models.ts';
import { anyCode, codeUntil } from '../code-of-kind.ts';
import type { Context } from '../context.ts';
import { kindPlanId } from '../plan-id.ts';
import { contextOf } from '../whole-plan.ts';
import { defaultFindings, oldDefaults, refuseOwnValues } from './default-facts.ts';
import { planOneStatement } from './one-statement.ts';

/** Code that leaves a NOT NULL column out must be gone first. @throws Refusal for a column that can have no default. */
export function planDropDefault(change: Change, catalog: Catalog, column: Column, options: PlanOptions): Draft {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('drop-default', table, [column.name]), catalog, options });
  refuseOwnValues(context, column);
  const [says, name] = [qualified(table).text, ident(column.name).text];
  const defaults = [column, ...table.family.flatMap(({ columns }) => columns.filter((c) => c.name === column.name))];
  if (defaults.every((each) => each.default === null))
    throw new UserError(`${says}.${name} has no default.`, { hint: 'Nothing is left to do.' });
  const required = column.notNull && !column.typeDefault;
  return planOneStatement(change, context, column, {
    does: {
      id: 'drop-default',
      title: `Take the default of ${name} of ${says} away`,
      why: 'Rows that are there keep their values.',
      sql: [render('drop-default', { table: qualified(table), column: ident(column.name) })],
    },
    undoes: {
      id: 'old-default',
      title: `Give ${name} its old default again`,
      why: 'Rows that were written meanwhile keep their values.',
      sql: oldDefaults(context, column),
    },
    subject: 'no_default',
    title: `Drop the default of ${name}`,
    summary: `Takes the default ${column.default?.expression ?? ''} of ${name} of ${says} away.`,
    goesOut: required
      ? 'Goes out with deploy 2, when every INSERT names the column.'
      : 'Goes out with deploy 1; code that names the column in every INSERT notices nothing.',
    wayBack: 'Going back: set the old default again, with the down file or a plan of its own.',
    wording: {
      title: `no default of ${name} of ${says}`,
      summary: required
        ? `An INSERT into ${says} that leaves ${name} out fails from then on, because the column is NOT NULL.`
        : `New rows of ${says} that leave ${name} out get NULL from then on; rows that are there keep what they have.`,
      does: {
        old: required
          ? `may leave ${name} out of an INSERT`
          : `reads and writes ${name} as ever; an INSERT that leaves it out stores NULL`,
        new: `names ${name} in every INSERT`,
      },
      unsafe: { old: { early: '', late: `an INSERT that leaves ${name} out fails` } },
      kept: 'new code sends what old code may send too.',
      afterContract: '',
      downDoes: 'a down file sets the old default again.',
      downLoses: 'set the old default again',
    },
    code: defaultless(
      context,
      column,
      required
        ? codeUntil('expand', {
            needs: 'Nothing: it works with and without the default.',
            advice: [`Every INSERT, COPY and upsert names ${name} and gives it a value; DEFAULT is none any more.`],
          })
        : anyCode,
    ),
    deploys: required ? requiredDeploys(context, name) : optionalDeploys(name),
    findings: defaultFindings(context, column, 'no default'),
  });
}

/** The code that gives a value itself, or goes by the model without the default once it is gone. */
function defaultless({ table }: Context, column: Column, code: readonly CodeVersion[]): CodeVersion[] {
  const known = asItIs(column);
  const after = modelOf(table, [{ ...known, default: null }]);
  return withModels(code, { old: modelOf(table, [known]), new: after }, after);
}

const requiredDeploys = ({ table }: Context, name: string): Deploy[] => [
  {
    number: 1,
    title: `Code that names ${name} in every INSERT`,
    runs: [],
    ships: 'new',
    code: `Every INSERT gives ${name} a value.`,
    gate: 'Nothing.',
    rollback: 'Roll the code back; no migration has run.',
  },
  {
    number: 2,
    title: 'Drop the default',
    runs: ['expand'],
    ships: null,
    code: 'Unchanged.',
    gate: `No instance of the old code is left, and nothing else inserts into ${qualified(table).text} without ${name}.`,
    rollback: 'Set the old default again, and then roll the code back.',
  },
];

const optionalDeploys = (name: string): Deploy[] => [
  {
    number: 1,
    title: 'Drop the default',
    runs: ['expand'],
    ships: null,
    code: `Unchanged. Old code that leaves ${name} out of an INSERT stores NULL from then on.`,
    gate: `Code that leaves ${name} out of an INSERT, and code that reads it, is right with NULL.`,
    rollback: 'The database need not go back with the code.',
  },
];
