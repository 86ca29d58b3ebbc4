import { render } from '../../sql/render.ts';
import { ident, list, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import { addConstraint, validateConstraint } from '../constraint-fragments.ts';
import { type Context, label, newNames, oldNames, type Part, touches } from '../context.ts';
import { dropOld, proofGuards, rebuildOld, refill, viewsAndLocks } from '../contract.ts';
import type { DraftStep } from '../draft.ts';
import { helperName } from '../names.ts';
import { provesNotNull } from '../prove.ts';
import { and, contracted, not } from '../state.ts';
import type { TwoColumns } from '../two-columns.ts';
import { noneDiffers } from './by-code.ts';
import { markRelaxed, relaxed } from './marks.ts';

/**
 * Between code that writes both columns and code that writes only the new one: everything that reads or guards the old
 * column turns to the new one, while both are still equal. Left as it was, a unique index or a foreign key would judge
 * new code by a value that it no longer writes, and a view would show it. It cannot be part of backfill: code of deploy
 * 1 still finds rows by the old column's indexes and names them in ON CONFLICT.
 */
export function relaxStep(two: TwoColumns): DraftStep {
  const { context, keeping, carry } = two;
  const [says, from, to] = [qualified(context.table).text, oldNames(context), newNames(context)];
  const gate = proofGuards(two);
  const filledCheck = checkFilled(context);
  return {
    id: 'relax',
    title: `Turn what hangs on ${from} of ${says} to ${to}, and relax ${from}`,
    why: `The next code leaves ${from} out.`,
    sql: [
      doBlock([
        guardDone(contracted(context), `${says} has no ${from} any more: contract has run, nothing to do.`),
        guardDone(relaxed(context), `${says}: ${from} is relaxed already, nothing to do.`),
        guardNotReady(
          not(keeping.begun),
          `${says} has no ${to} of this plan.`,
          'Run the expand and the backfill files first.',
        ),
        ...gate,
        render('statement-timeout-guard', {}),
        ...noneDiffers(context),
        ...(filledCheck === null
          ? []
          : [addConstraint({ ...filledCheck, on: context }), validateConstraint(context, filledCheck.constraint)]),
        retried(context, 'Catalog changes only; nothing is scanned under the lock.', [
          ...viewsAndLocks(two),
          // Again, now that nothing can change any more.
          ...gate,
          ...carry.beforeDrop.map(partSql),
          ...(filledCheck === null
            ? []
            : [
                render('drop-constraint', {
                  table: qualified(context.table),
                  constraint: ident(filledCheck.constraint),
                }),
              ]),
          ...relaxOld(context).map(partSql),
          partSql(markRelaxed(context)),
        ]),
      ]),
    ],
  };
}

/** All code writes the new column by now, so a CHECK may bind it; valid, it spares SET NOT NULL its scan. */
function checkFilled(context: Context): { title: string; constraint: string; add: Sql } | null {
  const filled = context.pairs.filter((pair) => provesNotNull(context, pair));
  if (filled.length === 0) return null;
  const constraint = helperName('filled', label(context), context.planId);
  const expression = and(...filled.map(({ name }) => render('is-not-null', { value: ident(name) })));
  return {
    title: `From here on no write leaves ${filled.map(({ name }) => ident(name).text).join(', ')} empty; the rows that are there are checked after the lock is gone.`,
    constraint,
    add: render('add-parity', { table: qualified(context.table), constraint: ident(constraint), expression }),
  };
}

/** NOT NULL, default, CHECKs, foreign keys and unique indexes of the old columns: the new ones have their own. */
function relaxOld(context: Context): Part[] {
  const { table, pairs } = context;
  const target = qualified(table);
  const columns = pairs.flatMap(({ old }) => [
    ...(old.notNull ? [render('drop-not-null', { table: target, column: ident(old.name) })] : []),
    ...(old.default === null ? [] : [render('drop-default', { table: target, column: ident(old.name) })]),
  ]);
  const constraints = table.constraints
    .filter((c) => !c.incoming && 'cfux'.includes(c.type) && touches(context, c.columns))
    .map((c) => render('drop-constraint', { table: target, constraint: ident(c.name) }));
  const indexes = table.indexes
    .filter((index) => index.unique && index.constraint === null && touches(context, index.columns))
    .map((index) => render('drop-index', { index: qualified(index) }));
  const sql = [...columns, ...constraints, ...indexes];
  return sql.length === 0
    ? []
    : [{ title: `${oldNames(context)} is bound by nothing any more; ${newNames(context)} is by all of it.`, sql }];
}

/** Everything is as it was after backfill. For development. */
export function undoRelaxStep(two: TwoColumns): DraftStep {
  const { context, keeping } = two;
  const [says, from, to] = [qualified(context.table).text, oldNames(context), newNames(context)];
  return {
    id: 'undo-relax',
    title: `Bind ${from} of ${says} again`,
    why: `${to} holds what was written last: it takes the old name and all that hangs on it, and a new column is made and filled beside it.`,
    sql: [
      doBlock([
        guardNotReady(
          contracted(context),
          `${says} has no ${from} any more: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        guardDone(not(relaxed(context)), `${says}: ${from} is not relaxed, nothing to do.`),
        retried(context, 'The old column goes, and a new one is made beside the one that is left.', [
          lockTable(context.table, 'ACCESS EXCLUSIVE'),
          list([...keeping.drop.map(partSql), ...dropOld(two), ...rebuildOld(two)], '\n'),
        ]),
        ...refill(two),
      ]),
    ],
  };
}
