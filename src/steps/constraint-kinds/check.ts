import { UserError } from '../../errors.ts';
import { columnsNamed, holdsQuery } from '../../sql/columns-named.ts';
import { parseExpression } from '../../sql/parse.ts';
import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, Finding, PlanOptions } from '../../types.ts';
import { doBlock, guardDone, guardNotReady } from '../blocks.ts';
import { addConstraint, validateConstraint } from '../constraint-fragments.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { gate } from '../gates.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { and, constraintExists, constraintValidated, not, tableMissing } from '../state.ts';
import { refuseViolations, rowsWhere, type Violations, violationsGate } from '../violations.ts';
import { contextOf } from '../whole-plan.ts';
import { dropConstraintStep } from './drop-step.ts';
import { constraintName } from './names.ts';
import { planRule, rerun } from './rule.ts';

/** A CHECK: NOT VALID in expand, which reads no row, and validated in the middle, which stops nobody. */
export function planAddCheck(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table, answers } = catalog;
  const facts = answers.expressions[0];
  if (facts === undefined) throw new Error('the server was not asked for the condition');
  const tree = parseExpression(facts.asked);
  if (holdsQuery(tree))
    throw new UserError('A check sees one row of one table: it cannot hold a query.', {
      hint: 'Compare columns of the row, or use a foreign key.',
    });
  const columns = columnsNamed(tree, table);
  const [only, ...more] = columns;
  const constraint = constraintName(catalog, {
    name: change['name'] as string | undefined,
    columns: more.length === 0 ? (only ?? null) : null,
    label: 'check',
  });
  const context = contextOf({ planId: kindPlanId('add-check', table, [constraint]), catalog, options });
  refuseTable(context, qualified(table).text);
  const its: Check = { context, constraint, expression: verbatim(facts.sql), columns };
  return planRule(change, {
    context,
    constraint,
    columns,
    says: `the check ${facts.sql}`,
    breaks: `write a row for which ${facts.sql} is false`,
    keeps: `writes only rows for which ${facts.sql} is true or NULL`,
    refuses: '23514',
    binds: 'expand',
    phases: [expand(its), middle(its)],
    attention: facts.volatility === 'immutable' ? [] : [changing(facts.sql)],
    enough: 'Two phases are enough: once the rows are validated there is nothing left to take away.',
  });
}

interface Check {
  readonly context: Context;
  readonly constraint: string;
  readonly expression: Sql;
  readonly columns: readonly string[];
}

function expand(its: Check): DraftPhase {
  const { context, constraint, expression } = its;
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(constraint).text];
  const target = { table: qualified(table), constraint: ident(constraint) };
  return {
    name: 'expand',
    title: `Add the check ${name} for new writes`,
    subject: constraint,
    summary: [
      `Adds CHECK (${expression.text}) to ${says} as ${name}, NOT VALID: it binds every write from here on, and reads no row.`,
      'Goes out with deploy 2, when the code of deploy 1 runs on every instance.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`,
      'Going back: drop the constraint, with the down file too.',
      rerun(context),
    ],
    gate: [
      gate(
        'name',
        `${says} is there and has no ${name} yet.`,
        and(not(tableMissing(table)), not(constraintExists(table, constraint))),
      ),
      violationsGate('violations', violations(its)),
    ],
    steps: [
      {
        id: 'add-check',
        title: `Add ${name} to ${says}, NOT VALID`,
        why: 'Without NOT VALID every row would be read while reads and writes wait.',
        sql: [
          doBlock([
            guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
            guardDone(constraintExists(table, constraint), `${says} has ${name} already: nothing to do.`),
            addConstraint({
              title: 'The catalog alone.',
              on: context,
              constraint,
              add: render('add-parity', { ...target, expression }),
            }),
          ]),
        ],
      },
    ],
    undo: [dropConstraintStep(context, constraint)],
  };
}

function middle(its: Check): DraftPhase {
  const { context, constraint } = its;
  const { table } = context;
  const [says, name] = [qualified(table).text, ident(constraint).text];
  return {
    name: 'backfill',
    title: `See that every row keeps ${name}`,
    subject: constraint,
    summary: [
      `Counts the rows of ${says} that break ${name} and stops with their number when there are some; otherwise validates it.`,
      'Goes out after expand, any time.',
      `Locks: SHARE UPDATE EXCLUSIVE on ${says}, which stops no read or write.`,
      'Going back: nothing is changed but that the constraint is known to hold.',
      rerun(context),
    ],
    gate: [
      gate('not-valid', `${says} has ${name}.`, constraintExists(table, constraint)),
      violationsGate('violations', violations(its)),
    ],
    steps: [
      {
        id: 'validate',
        title: `Count the rows that break ${name}, then validate it`,
        why: 'Reads and writes go on while every row is read.',
        sql: [
          doBlock([
            guardNotReady(
              not(constraintExists(table, constraint)),
              `${says} has no ${name} yet.`,
              'Run the expand file first.',
            ),
            guardDone(constraintValidated(table, constraint), `${name} is valid already: nothing to do.`),
            refuseViolations(violations(its)),
            validateConstraint(context, constraint),
          ]),
        ],
      },
    ],
    undo: [],
  };
}

/** Children that inherit are bound too. */
const violations = ({ context: { table }, constraint, expression, columns }: Check): Violations => ({
  says: `Rows of ${qualified(table).text} for which ${expression.text} is false`,
  rows: rowsWhere(table, qualified(table), columns, verbatim(`NOT (${expression.text})`)),
  hint: `Correct or delete them, the query in the notes finds them, then run this file again; to give the check up: ALTER TABLE ${qualified(table).text} DROP CONSTRAINT ${ident(constraint).text};`,
});

const changing = (expression: string): Finding => ({
  id: 'changing-check',
  level: 'warning',
  title: 'The check may come out differently later',
  detail: `${expression} calls a function that is not IMMUTABLE. PostgreSQL looks when a row is written and never again, so a row may break the check in time, and a dump of it may fail to load.`,
  deploy: 2,
});
