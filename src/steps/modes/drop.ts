import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import { type Context, newNames, oldNames, type Pair } from '../context.ts';
import { dropOld } from '../contract.ts';
import type { DraftStep } from '../draft.ts';
import { provesNotNull } from '../prove.ts';
import { and, contracted, not } from '../state.ts';
import type { TwoColumns } from '../two-columns.ts';
import { relaxed } from './marks.ts';

/** Contract, where the code kept both columns: all else has turned to the new column in relax. */
export function dropStep(two: TwoColumns): DraftStep {
  const { context, keeping } = two;
  const [says, from, to] = [qualified(context.table).text, oldNames(context), newNames(context)];
  const ready = guardNotReady(
    not(relaxed(context)),
    `${says}: ${from} is not relaxed yet.`,
    'Run the expand, backfill and relax files first, each at its deploy.',
  );
  return {
    id: 'drop-column',
    title: `Drop ${from} of ${says}; ${to} takes over its names`,
    why: 'No code reads or writes the old column any more.',
    sql: [
      doBlock([
        guardDone(contracted(context), `${says} has no ${from} any more: nothing to do.`),
        ready,
        ...noneMissed(context),
        retried(context, 'Catalog changes only; nothing is scanned under the lock.', [
          lockTable(context.table, 'ACCESS EXCLUSIVE'),
          ready,
          ...keeping.drop.map(partSql),
          ...dropOld(two),
        ]),
      ]),
    ],
  };
}

/**
 * A row whose new column is empty while the old one is not: written by code that knows only the old column, or emptied
 * by new code, which the rows cannot tell apart, so a person decides. Where the new column is NOT NULL there is none.
 */
export const missed = ({ old, name }: Pair): Sql =>
  and(render('is-null', { value: ident(name) }), render('is-not-null', { value: ident(old.name) }));

/** The columns in which a row can be missed at all. */
export const mayBeMissed = (context: Context): Pair[] => context.pairs.filter((pair) => !provesNotNull(context, pair));

function noneMissed(context: Context): Sql[] {
  const table = qualified(context.table);
  const guards = mayBeMissed(context).map((pair) => {
    const [from, to] = [ident(pair.old.name).text, ident(pair.name).text];
    const condition = missed(pair);
    return guardNotReady(
      and(render('not-accepted', {}), render('some-row', { table, condition })),
      `${table.text} has rows with ${from} and without ${to}: code of deploy 3 has emptied ${to}, or code of before deploy 1 has written only ${from}.`,
      `Look at them: SELECT * FROM ${table.text} WHERE ${condition.text}; where they were missed: UPDATE ${table.text} SET ${to} = ${from} for those; when the others are meant to be empty, run this file with PGOPTIONS='-c expand_contract.emptied=on'.`,
    );
  });
  return guards.length === 0
    ? []
    : [render('statement-timeout-guard', {}), render('row-security-off', {}), ...guards, render('commit', {})];
}
