import type { Draft } from '../draft.ts';
import { render } from '../../sql/render.ts';
import { ident, qualified, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, Column, PlanOptions } from '../../types.ts';
import { asItIs, modelOf, withModels } from '../code-models.ts';
import { anyCode } from '../code-of-kind.ts';
import { kindPlanId } from '../plan-id.ts';
import { contextOf } from '../whole-plan.ts';
import { defaultFindings, oldDefaults, refuseOwnValues } from './default-facts.ts';
import { planOneStatement } from './one-statement.ts';

/** A default is for rows to come. @throws Refusal for a column that can have none. */
export function planSetDefault(change: Change, catalog: Catalog, column: Column, options: PlanOptions): Draft {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('set-default', table, [column.name]), catalog, options });
  refuseOwnValues(context, column);
  const [says, name] = [qualified(table).text, ident(column.name).text];
  const known = asItIs(column);
  const expression = catalog.answers.expressions[0]?.sql ?? 'NULL';
  return planOneStatement(change, context, column, {
    does: {
      id: 'set-default',
      title: `Give ${name} of ${says} the default ${expression}`,
      why: 'Rows that are there keep their values; rows that leave the column out get this one from now on.',
      sql: [
        render('set-default', {
          table: qualified(table),
          column: ident(column.name),
          expression: verbatim(expression),
        }),
      ],
    },
    undoes: {
      id: 'old-default',
      title: `Give ${name} its old default again`,
      why: 'Rows that were written meanwhile keep their values.',
      sql: oldDefaults(context, column),
    },
    subject: 'default',
    title: `Set the default of ${name}`,
    summary: `Sets the default of ${name} of ${says} to ${expression}.`,
    goesOut: 'Goes out with deploy 1; code that names the column in every INSERT notices nothing.',
    wayBack: 'Going back: set the old default again, with the down file or a plan of its own.',
    wording: {
      title: `default of ${name} of ${says}`,
      summary: `New rows of ${says} that leave ${name} out get ${expression}; rows that are there keep what they have.`,
      does: { old: `reads and writes ${name} as ever; an INSERT that leaves it out stores ${expression}` },
      unsafe: {},
      kept: 'a default is no business of the code that names the column.',
      afterContract: '',
      downDoes: 'a down file sets the old default again.',
      downLoses: 'set the old default again',
    },
    code: withModels(anyCode, { old: modelOf(table, [known]) }, modelOf(table, [{ ...known, default: expression }])),
    deploys: [
      {
        number: 1,
        title: 'Set the default',
        runs: ['expand'],
        ships: null,
        code: `Unchanged. Old code that leaves ${name} out of an INSERT stores ${expression} from then on; code that keeps defaults of its own (an ORM's model) goes on with those.`,
        gate: `Code that leaves ${name} out of an INSERT is right with the new default.`,
        rollback: 'The database need not go back with the code.',
      },
    ],
    findings: defaultFindings(context, column, `the default ${expression}`),
  });
}
