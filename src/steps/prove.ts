import { render } from '../sql/render.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import { type Context, label, newNames, oldNames, type Pair, type Part } from './context.ts';
import { bare, same } from './equality.ts';
import { helperName } from './names.ts';
import { and } from './state.ts';

/** The name of the CHECK that proves both columns equal. */
export const parityName = (context: Context): string => helperName('parity', label(context), context.planId);

/** Whether the old column's NOT NULL is one that holds for every row (since 18 it may be NOT VALID). */
export const provesNotNull = ({ table }: Context, { old }: Pair): boolean =>
  old.notNull && table.constraints.every((c) => c.type !== 'n' || c.validated || !c.columns.includes(old.name));

/**
 * What is true of every row from the end of backfill on. `new IS NOT NULL` stands in it word for word, because only so
 * does a validated CHECK spare SET NOT NULL its scan.
 */
export function parity(context: Context): Sql {
  return and(
    ...context.pairs.map((pair) => {
      const expression = same(pair, bare);
      return provesNotNull(context, pair)
        ? render('not-null-and', { column: ident(pair.name), expression })
        : expression;
    }),
  );
}

/** ADD CONSTRAINT ... CHECK ... NOT VALID: binds every write from here on; rows that are there come next. */
export function addParity(context: Context): Part {
  const target = { table: qualified(context.table), constraint: ident(parityName(context)) };
  return {
    title: `From here on no write can leave ${oldNames(context)} and ${newNames(context)} different.`,
    sql: [
      render('add-parity', { ...target, expression: parity(context) }),
      render('comment-on-table-object', {
        kind: verbatim('CONSTRAINT'),
        name: target.constraint,
        table: target.table,
        text: literal(`expand-contract: parity check of plan ${context.planId}`),
      }),
    ],
  };
}

/** VALIDATE reads every row under SHARE UPDATE EXCLUSIVE, which blocks neither reads nor writes. */
export const validate = (context: Context, constraint: string): Sql =>
  render('validate-constraint', { table: qualified(context.table), constraint: ident(constraint) });

export const dropParity = (context: Context): Part => ({
  title: 'The proof.',
  sql: [render('drop-constraint', { table: qualified(context.table), constraint: ident(parityName(context)) })],
});
