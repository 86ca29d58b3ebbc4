import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import { guardDone, guardNotReady, ifBlock, lockTable, retried } from '../blocks.ts';
import { steadyDefault } from '../column.ts';
import { validateConstraint } from '../constraint-fragments.ts';
import { type Context, newNames, oldNames, type Part, touches } from '../context.ts';
import { copyFragment, syncDiffers } from '../copy.ts';
import { not } from '../state.ts';
import { begun, filled, markBegun, relaxed, stateConstraint, unmark, unmarkFilled } from './marks.ts';
import type { Keeping } from './mode.ts';

/**
 * `--sync app`, in three deploys or two: the code itself writes both columns, and the database only copies what was
 * there before. No CHECK can hold both columns equal: ON DELETE SET NULL and its like update them one after the other,
 * and code from before deploy 1 would fail where it is to be rolled back to.
 */
export function keptByCode(context: Context): Keeping {
  const [from, to] = [oldNames(context), newNames(context)];
  const says = qualified(context.table).text;
  const hasRelaxed = `${says}: ${from} is relaxed, and ${to} is what counts.`;
  return {
    triggers: [],
    begun: begun(context),
    proven: filled(context),
    adds: {
      title: '',
      why: `Old code must not notice. From the code of deploy 1 on, what is written to ${from} is written to ${to} too.`,
    },
    proofWhy: `Every row is read once more: one that differs was written by code that knows only ${from}.`,
    // Code of before deploy 1 leaves the new column out: a default would stand there in place of what it wrote.
    defaultsFrom: 'backfill',
    create: [markBegun(context)],
    drop: [unmark(context)],
    overBefore: (step) =>
      ({
        // From then on the old column is stale: copying it would destroy what new code wrote.
        backfill: [guardDone(relaxed(context), `${hasRelaxed} Nothing to do.`)],
        copy: [],
        'undo-backfill': [
          guardNotReady(relaxed(context), hasRelaxed, 'Take relax back first, with its own down file.'),
        ],
      })[step],
    beforeCopy: giveDefaults(context),
    stop: guardNotReady(relaxed(context), hasRelaxed, 'Nothing is left to copy.'),
    copyAgain: (two) => (referencing(context) ? [copyFragment(two)] : []),
    prove: [...noneDiffers(context), validateConstraint(context, stateConstraint(context))],
    unprove: [unmarkFilled(context), ...takeDefaults(context)],
  };
}

/**
 * ON DELETE SET NULL, ON UPDATE CASCADE and the like reach only the old column until the new one has its foreign key,
 * so what they changed after a row was copied is copied once more.
 */
const referencing = (context: Context): boolean =>
  context.table.constraints.some((c) => c.type === 'f' && !c.incoming && touches(context, c.columns));

/** Reads every row outside any lock, and stops unless all are equal. */
export function noneDiffers(context: Context): Sql[] {
  const [from, to] = [oldNames(context), newNames(context)];
  const says = qualified(context.table).text;
  const differs = syncDiffers(context);
  return [
    render('row-security-off', {}),
    guardNotReady(
      render('some-row', { table: qualified(context.table), condition: differs }),
      `${says} has rows in which ${from} and ${to} differ: something wrote ${from} alone while the code of deploy 1 was thought to be everywhere.`,
      `Find them: SELECT * FROM ${says} WHERE ${differs.text}; look for instances, jobs and triggers that write only ${from}, end them, then run the backfill file again.`,
    ),
    // The scan's lock is not held while others are waited for.
    render('commit', {}),
  ];
}

function giveDefaults(context: Context): Sql[] {
  const defaults = context.pairs.flatMap((pair) => steadyDefault(context, pair));
  if (defaults.length === 0) return [];
  return [
    ifBlock(not(filled(context)), [
      retried(context, `Code that leaves out both columns gets the default in both.`, [
        lockTable(context.table, 'ACCESS EXCLUSIVE'),
        ...defaults,
      ]),
    ]),
  ];
}

function takeDefaults(context: Context): Part[] {
  const table = qualified(context.table);
  const sql = context.pairs
    .filter((pair) => steadyDefault(context, pair).length > 0)
    .map(({ name }) => render('drop-default', { table, column: ident(name) }));
  return sql.length === 0 ? [] : [{ title: 'The defaults of the new columns.', sql }];
}
