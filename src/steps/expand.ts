import { render } from '../sql/render.ts';
import { ident, qualified, type Sql } from '../sql/value.ts';
import { addColumn, steadyDefault } from './column.ts';
import { type Context, newNames, overSays, type Pair, type Part } from './context.ts';
import { doBlock, guardDone, guardNotReady, partSql, retried } from './blocks.ts';
import type { DraftStep } from './draft.ts';
import { declaringMembers, lockFamily } from './family.ts';
import { columnExists, contracted, lacks, not, tableMissing } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** The statements that expand runs under its lock, in order. */
export function expandUnderLock(two: TwoColumns): Sql[] {
  const { context, keeping, carry } = two;
  const added = (on: Context, pair: Pair): Part =>
    addColumn(on, pair, keeping.defaultsFrom === 'expand' ? steadyDefault(on, pair) : []);
  return [
    lockFamily(context, 'ACCESS EXCLUSIVE'),
    ...[
      ...context.pairs.flatMap((pair) => [
        // Children before parents: what a parent hands down is merged with what is there.
        ...declaringMembers(context, pair)
          .toReversed()
          .map((declaring) => added(declaring.context, declaring.pair)),
        added(context, pair),
      ]),
      ...keeping.create,
      ...carry.expand,
    ].map(partSql),
  ];
}

/** The new columns and what keeps them equal to the old ones, in one short transaction. */
export function expandStep(two: TwoColumns): DraftStep {
  const { context, keeping } = two;
  const { table } = context;
  const [says, to] = [qualified(table).text, newNames(context)];
  return {
    id: 'add-column',
    title: `Add ${to} to ${says}${keeping.adds.title}`,
    why: keeping.adds.why,
    sql: [
      doBlock([
        guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
        guardDone(keeping.begun, `${says} has ${to} already: expand has run, nothing to do.`),
        guardDone(contracted(context), `${overSays(context)}: contract has run, nothing to do.`),
        ...context.pairs.flatMap(({ old, name }) => [
          guardNotReady(
            columnExists(table, name),
            `${says} has a column ${ident(name).text} that this plan did not make.`,
            'Rename or drop that column, or make a new plan with another name.',
          ),
          guardNotReady(
            not(columnExists(table, old.name)),
            `${says} has no column ${ident(old.name).text}.`,
            'The schema has changed since the plan was made: make a new one.',
          ),
        ]),
        retried(context, `Everything in one transaction: either all of it is there or nothing.`, expandUnderLock(two)),
      ]),
    ],
  };
}

/** Takes expand back. The new columns go with what only new code could have written: for development. */
export function undoExpandStep(two: TwoColumns): DraftStep {
  const { context, keeping, carry } = two;
  const { table, pairs } = context;
  const [says, to] = [qualified(table).text, newNames(context)];
  const drops = pairs.flatMap((pair) =>
    [context, ...declaringMembers(context, pair).map((declaring) => declaring.context)].map((on) =>
      render('drop-column-if-exists', { table: qualified(on.table), column: ident(pair.name) }),
    ),
  );
  return {
    id: 'undo-expand',
    title: `Drop ${to} of ${says} again`,
    why: 'Both columns hold the same values; the old one stays.',
    sql: [
      doBlock([
        guardNotReady(
          lacks(context, 'old'),
          `${overSays(context)}: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        guardDone(lacks(context, 'new'), `${says} has no ${to}: nothing to do.`),
        guardNotReady(not(keeping.begun), `${to} of ${says} was not made by this plan.`, 'Nothing was changed.'),
        retried(context, 'Dependents first, then the column.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...keeping.drop.map(partSql),
          ...carry.undoExpand.map(partSql),
          ...drops,
        ]),
      ]),
    ],
  };
}
