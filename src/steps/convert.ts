import { render } from '../sql/render.ts';
import { ident, list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import { guardNotReady } from './blocks.ts';
import { addConstraint, validateConstraint } from './constraint-fragments.ts';
import { type Carry, type Context, label, nothingToCarry, oldNames, type Pair, type Part } from './context.ts';
import { bare } from './equality.ts';
import { helperName } from './names.ts';
import { and, not } from './state.ts';

/** The functions that convert, made before the trigger that calls them. */
export function createConversions(context: Context): Part[] {
  const sql = functionsOf(context).flatMap(({ create }) => create);
  return sql.length === 0 ? [] : [{ title: 'Conversions that never raise: what cannot be converted is NULL.', sql }];
}

/** They go once nothing calls them any more. */
export function carryConversions(context: Context): Carry {
  const sql = functionsOf(context).map(({ name }) => render('drop-named-function', { function: qualified(name) }));
  if (sql.length === 0) return nothingToCarry;
  const drop: Part[] = [{ title: 'Nothing has to be converted any more.', sql }];
  // The CHECKs call them too.
  const unproven = unprove(context).flatMap((part) => part.sql);
  return {
    ...nothingToCarry,
    afterDrop: drop,
    undoExpand: [{ title: drop[0]?.title ?? '', sql: [...unproven, ...sql] }],
  };
}

const functionsOf = ({ pairs }: Context) => pairs.flatMap(({ converts }) => converts?.functions ?? []);

/** The CHECK that no value of the old type is lost, named like the one that both columns are equal. */
const fitsName = (context: Context): string => helperName('fits', label(context), context.planId);

const lossy = ({ pairs }: Context): { pair: Pair; fits: Sql }[] =>
  pairs.flatMap((pair) => {
    const fits = pair.converts?.lossless?.(bare);
    return fits === undefined ? [] : [{ pair, fits }];
  });

/** Before the first batch: a value that only the old type can say would come out as NULL. */
export function noneLost(context: Context): Sql[] {
  const table = qualified(context.table);
  return lossy(context).flatMap(({ pair, fits }) => {
    const condition = not(render('parenthesized', { expression: fits }));
    const [name, type] = [ident(pair.old.name).text, pair.converts?.type.type ?? ''];
    return [
      render('row-security-off', {}),
      guardNotReady(
        render('some-row', { table, condition }),
        `${table.text} has rows whose ${name} cannot be converted to ${type}.`,
        `Look at them and repair them: SELECT * FROM ${table.text} WHERE ${condition.text};`,
      ),
      // The scan's lock is not held while others are waited for.
      render('commit', {}),
    ];
  });
}

/** From the end of backfill on no write can put a value into the old column that the new one cannot hold. */
export function proveLossless(context: Context): Sql[] {
  const all = lossy(context);
  if (all.length === 0) return [];
  const name = fitsName(context);
  const target = { table: qualified(context.table), constraint: ident(name) };
  const expression = and(...all.map(({ fits }) => render('parenthesized', { expression: fits })));
  return [
    addConstraint({
      title: `From here on no write can put a value into ${oldNames(context)} that the new type cannot hold.`,
      on: context,
      constraint: name,
      add: list(
        [
          render('add-parity', { ...target, expression }),
          render('comment-on-table-object', {
            kind: verbatim('CONSTRAINT'),
            name: target.constraint,
            table: target.table,
            text: literal(`expand-contract: lossless check of plan ${context.planId}`),
          }),
        ],
        '\n',
      ),
    }),
    validateConstraint(context, name),
  ];
}

/** Takes that CHECK away. */
export const unprove = (context: Context): Part[] =>
  lossy(context).length === 0
    ? []
    : [
        {
          title: 'The proof that nothing is lost.',
          sql: [render('drop-constraint', { table: qualified(context.table), constraint: ident(fitsName(context)) })],
        },
      ];
