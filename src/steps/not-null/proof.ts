import { provenNotNull } from '../../sql/facts/proof.ts';
import { render } from '../../sql/render.ts';
import { ident, list, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Constraint, Table } from '../../types.ts';
import { ifBlock } from '../blocks.ts';
import { addConstraint, unhurried, validateConstraint } from '../constraint-fragments.ts';
import type { Context, Part } from '../context.ts';
import { helperName } from '../names.ts';
import { chosenName } from '../object-name.ts';
import { validate } from '../prove.ts';
import { bracketed, constraintValidated, not, or } from '../state.ts';

/** How a column becomes NOT NULL without a scan under a lock that blocks. */
export interface NotNull {
  /** Condition: every row is proven to have a value. */
  readonly proven: Sql;
  /** Condition: the column is NOT NULL, and that holds for every row. */
  readonly done: Sql;
  /** At the end of backfill: added NOT VALID, validated in another transaction. */
  readonly prove: readonly Sql[];
  /** Under contract's lock; nothing where the proof is the constraint itself. */
  readonly finish: readonly Part[];
  /** Under a lock: the column as it was before `prove`, and before `finish`. */
  readonly unprove: readonly Sql[];
  readonly unfinish: readonly Sql[];
}

/** Condition: the column is NOT NULL, and that holds for every row. */
export const isNotNull = (table: Table, column: string): Sql =>
  render('column-not-null', { table: literal(qualified(table).text), column: literal(column) });

/** Since 18 NOT NULL is a constraint that can be NOT VALID; before, a validated CHECK spares SET NOT NULL its scan. */
export const notNullProof = (context: Context, column: string): NotNull =>
  context.catalog.server.major >= 18 ? ownForm(context, column) : throughCheck(context, column);

/** The NOT NULL of a column that is there and does not hold for every row (18). */
export const unvalidated = ({ constraints }: Table, column: string): Constraint | undefined =>
  constraints.find(({ type, columns, validated }) => type === 'n' && !validated && columns.includes(column));

/** A CHECK of the table that proves the column to be filled. */
export const provingCheck = ({ constraints }: Table, column: string): Constraint | undefined =>
  constraints.find(
    ({ type, incoming, validated, noInherit, definition }) =>
      type === 'c' && !incoming && validated && !noInherit && provenNotNull(definition).includes(column),
  );

/** Named as SET NOT NULL would have named it. */
function ownForm(context: Context, column: string): NotNull {
  const { table, catalog } = context;
  const before = unvalidated(table, column);
  const name = before?.name ?? chosenName(table.name, column, 'not_null', catalog.answers.constraintNames ?? []);
  const target = { table: qualified(table), column: ident(column) };
  const add = render('add-not-null', { ...target, constraint: ident(name), options: verbatim(' NOT VALID') });
  const holds = isNotNull(table, column);
  return {
    proven: holds,
    done: holds,
    prove: [
      addConstraint({
        title: 'Binds every write from here on; the rows come next.',
        on: context,
        constraint: name,
        add,
      }),
      // It reaches partitions and children by itself, whatever their own is called.
      ifBlock(not(holds), [unhurried({ title: 'The rows that are there.', sql: [validate(context, name)] })]),
    ],
    finish: [],
    unprove: [render('drop-not-null', target), ...(before === undefined ? [] : [add])],
    unfinish: [],
  };
}

/** Before 18 DROP NOT NULL of a table takes that of its partitions and children along, their own too. */
const ownNotNull = ({ table }: Context, column: string): Sql[] =>
  table.family
    .filter(({ columns }) => columns.some(({ name, notNull }) => name === column && notNull))
    .map((member) => render('set-not-null', { table: qualified(member), column: ident(column) }));

function throughCheck(context: Context, column: string): NotNull {
  const { table, planId } = context;
  const name = helperName('not_null', `${table.name}_${column}`, planId);
  const target = { table: qualified(table), constraint: ident(name) };
  const add = list(
    [
      render('add-parity', { ...target, expression: render('is-not-null', { value: ident(column) }) }),
      render('comment-on-table-object', {
        kind: verbatim('CONSTRAINT'),
        name: ident(name),
        table: target.table,
        text: literal(`expand-contract: proof of plan ${planId}`),
      }),
    ],
    '\n',
  );
  const done = isNotNull(table, column);
  const set = { table: qualified(table), column: ident(column) };
  return {
    proven: bracketed(or(constraintValidated(table, name), done)),
    done,
    prove: [
      addConstraint({
        title: 'Binds every write from here on; the rows come next.',
        on: context,
        constraint: name,
        add,
      }),
      validateConstraint(context, name),
    ],
    finish: [
      {
        title: 'Proven by the validated check, which has done its work: no row is read.',
        sql: [render('set-not-null', set), render('drop-constraint', target)],
      },
    ],
    unprove: [render('drop-constraint', target)],
    unfinish: [render('drop-not-null', set), ...ownNotNull(context, column), add],
  };
}
