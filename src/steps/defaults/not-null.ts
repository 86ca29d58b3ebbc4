import type { Draft } from '../draft.ts';
import { Refusal, UserError } from '../../errors.ts';
import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, CodeVersion, Column, Constraint, Deploy, Finding, PlanOptions } from '../../types.ts';
import { asItIs, modelOf, withModels } from '../code-models.ts';
import type { Context } from '../context.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { contextOf } from '../whole-plan.ts';
import { planOneStatement } from './one-statement.ts';

/** Code has to bear a NULL before any code writes one. @throws Refusal for a column that PostgreSQL keeps NOT NULL. */
export function planDropNotNull(change: Change, catalog: Catalog, column: Column, options: PlanOptions): Draft {
  const { table } = catalog;
  const context = contextOf({ planId: kindPlanId('drop-not-null', table, [column.name]), catalog, options });
  const [says, name] = [qualified(table).text, ident(column.name).text];
  refuse(context, column, `${says}.${name}`);
  return planOneStatement(change, context, column, {
    does: {
      id: 'drop-not-null',
      title: `Let ${name} of ${says} be NULL`,
      why: 'Code that reads it must bear a NULL before any code writes one.',
      sql: [render('drop-not-null', { table: qualified(table), column: ident(column.name) })],
    },
    undoes: {
      id: 'set-not-null',
      title: `Make ${name} NOT NULL again`,
      why: 'It reads every row under its lock, and fails when one has NULL: for development.',
      sql: again(context, column),
    },
    subject: 'nullable',
    title: `Let ${name} be NULL`,
    summary: `Takes NOT NULL off ${name} of ${says}.`,
    goesOut: 'Goes out with deploy 2, when all code that reads the column bears a NULL.',
    wayBack: 'Going back: nothing has to, as long as no code writes NULL; later with plan set-not-null.',
    wording: {
      touches: { columns: [column.name], by: 'read' },
      title: `${name} of ${says} may be NULL`,
      summary: `${name} of ${says} may be NULL. Rows that are there keep what they have; the first NULL comes with the code of deploy 3.`,
      does: {
        old: `counts on a value in ${name}`,
        reads: `bears a NULL in ${name}, and writes none`,
        new: `may write NULL to ${name}`,
      },
      unsafe: { new: { early: `a NULL for ${name} is refused: null value violates not-null constraint`, late: '' } },
      kept: `the code before bears a NULL in ${name}.`,
      afterContract: '',
      downDoes: 'a down file makes the column NOT NULL again, and reads every row for that while everybody waits.',
      downLoses: 'read the whole table under a lock, and fail when a row has NULL',
    },
    code: code(context, column),
    deploys: deploys(says, name),
    findings: findings(context, column),
  });
}

const VERSION = { writes: [], reads: [], since: null, until: null, needs: '', advice: [] } as const;

function code({ table }: Context, column: Column): CodeVersion[] {
  const always = asItIs(column);
  const reads = { ...always, readsNull: true };
  return withModels(versions(ident(column.name).text), {
    old: modelOf(table, [always]),
    reads: modelOf(table, [reads]),
    new: modelOf(table, [{ ...reads, writesNull: true }]),
  });
}

const versions = (name: string): CodeVersion[] => [
  { ...VERSION, id: 'old', deploy: 0, says: 'Old code' },
  {
    ...VERSION,
    id: 'reads',
    deploy: 1,
    says: 'Code of deploy 1',
    needs: 'Nothing: it works with the table as it is.',
    advice: [
      `What reads ${name} takes a NULL: nullable types, COALESCE, outer joins and comparisons (${name} <> 'x' is not true of NULL, NOT IN finds nothing beside one).`,
    ],
  },
  { ...VERSION, id: 'new', deploy: 3, says: 'New code', since: 'expand', needs: 'The migration has run.' },
];

const deploys = (says: string, name: string): Deploy[] => [
  {
    number: 1,
    title: `Code that bears a NULL in ${name}`,
    runs: [],
    ships: 'reads',
    code: 'Reads change; writes stay as they are.',
    gate: 'Nothing.',
    rollback: 'Roll the code back; no migration has run.',
  },
  {
    number: 2,
    title: 'Drop NOT NULL',
    runs: ['expand'],
    ships: null,
    code: 'Unchanged.',
    gate: `No instance of the old code is left, and nothing else that reads ${name} of ${says} (reports, jobs, other services) fails on a NULL.`,
    rollback: 'Nothing to roll back: no row has NULL yet.',
  },
  {
    number: 3,
    title: `Code that writes NULL to ${name}`,
    runs: [],
    ships: 'new',
    code: 'May leave the column NULL.',
    gate: 'The migration has run.',
    rollback: `Roll the code back to that of deploy 1, and no further: rows may have NULL.`,
  },
];

/** The NOT NULL of the column, which has a name since 18. */
const constraintOf = ({ table }: Context, column: Column): Constraint | undefined =>
  table.constraints.find(({ type, incoming, columns }) => type === 'n' && !incoming && columns.includes(column.name));

function refuse(context: Context, column: Column, says: string): void {
  const { table } = context;
  refuseTable(context, says);
  if (!column.notNull) throw new UserError(`${says} may be NULL already.`, { hint: 'Nothing is left to do.' });
  const alter = `ALTER TABLE ${qualified(table).text} ALTER COLUMN ${ident(column.name).text}`;
  if (column.identity !== '')
    throw new Refusal(
      'identity',
      `${says} is an identity column, which is never NULL.`,
      `${alter} DROP IDENTITY; then ask again.`,
    );
  const key = table.constraints.find(
    ({ type, incoming, columns }) => type === 'p' && !incoming && columns.includes(column.name),
  );
  if (key !== undefined)
    throw new Refusal(
      'primary-key',
      `${says} is part of the primary key ${ident(key.name).text}, whose columns are never NULL.`,
      'Take the column out of the primary key first.',
    );
  const identity = table.indexes.find((index) => index.replicaIdentity && index.columns.includes(column.name));
  if (identity !== undefined)
    throw new Refusal(
      'replica-identity',
      `${says} is part of ${ident(identity.name).text}, by which replication tells the rows apart.`,
      `ALTER TABLE ${qualified(table).text} REPLICA IDENTITY DEFAULT; then ask again.`,
    );
  if (constraintOf(context, column)?.inherited === true)
    throw new Refusal(
      'inherited',
      `${says} is NOT NULL because ${table.parents.map((parent) => qualified(parent).text).join(', ')} says so.`,
      `plan drop-not-null ${table.parents.map((parent) => qualified(parent).text)[0] ?? '<parent>'}.${ident(column.name).text}`,
    );
}

/** Under the name that it had. */
function again(context: Context, column: Column): Sql[] {
  const { table } = context;
  const target = { table: qualified(table), column: ident(column.name) };
  const constraint = constraintOf(context, column);
  if (constraint === undefined) return [render('set-not-null', target)];
  const options = `${constraint.noInherit ? ' NO INHERIT' : ''}${constraint.validated ? '' : ' NOT VALID'}`;
  return [
    // Of the same statement again: ADD CONSTRAINT does not find one that is there.
    render('drop-not-null', target),
    render('add-not-null', { ...target, constraint: ident(constraint.name), options: verbatim(options) }),
    ...(constraint.comment === null
      ? []
      : [
          render('comment-on-table-object', {
            kind: verbatim('CONSTRAINT'),
            name: ident(constraint.name),
            table: target.table,
            text: literal(constraint.comment),
          }),
        ]),
  ];
}

const note = (id: string, title: string, detail: string): Finding => ({ id, level: 'note', title, detail, deploy: 3 });

function findings({ table }: Context, column: Column): Finding[] {
  const name = ident(column.name).text;
  const unique = table.indexes.filter(
    (index) => index.unique && !index.nullsNotDistinct && index.columns.includes(column.name),
  );
  return [
    ...(column.domainNotNull
      ? [
          note(
            'domain-not-null',
            `${column.type} is NOT NULL itself`,
            `The domain refuses a NULL in ${name} as before.`,
          ),
        ]
      : []),
    ...(unique.length === 0
      ? []
      : [
          note(
            'unique-nulls',
            `${unique.map((index) => ident(index.name).text).join(', ')} takes any number of NULLs`,
            `Two NULLs are not equal to a unique index; ON CONFLICT does not meet them either.`,
          ),
        ]),
  ];
}
