import { render } from '../../sql/render.ts';
import { literal, qualified, type Sql } from '../../sql/value.ts';
import type { Index } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { and, not } from '../state.ts';

const relation = (index: Pick<Index, 'schema' | 'name'>): Sql => literal(qualified(index).text);

/** Condition: there is an index of this name on the table. */
export const indexOfTable = ({ table }: Context, index: Pick<Index, 'schema' | 'name'>): Sql =>
  render('index-of-table', { index: relation(index), table: literal(qualified(table).text) });

/** What must be so before an index goes: it is still what it was when the plan was made. */
export const stillThis = (context: Context, index: Pick<Index, 'schema' | 'name'>): Sql[] => {
  const says = qualified(index).text;
  return [
    guardNotReady(
      and(render('relation-exists', { relation: relation(index) }), not(indexOfTable(context, index))),
      `${says} is not an index of ${qualified(context.table).text}.`,
      'The schema has changed since the plan was made: make a new one.',
    ),
    guardNotReady(
      render('index-owned', { index: relation(index) }),
      `${says} is the index of a constraint by now.`,
      'Drop the constraint instead, with a plan of its own.',
    ),
  ];
};

/** Drops an index without anybody waiting; that of a partitioned table, which has no such way, under a short lock. */
export function dropSteps(context: Context, index: Pick<Index, 'schema' | 'name'>): DraftStep[] {
  const says = qualified(index).text;
  if (context.table.kind === 'p')
    return [
      {
        id: 'drop',
        title: `Drop ${says} with the indexes of the partitions`,
        why: 'PostgreSQL cannot drop the index of a partitioned table concurrently; the catalog alone changes, in some milliseconds.',
        sql: [
          doBlock([
            ...stillThis(context, index),
            guardDone(not(indexOfTable(context, index)), `${says} is gone already: nothing to do.`),
            retried(context, 'The catalog alone.', [
              lockFamily(context, 'ACCESS EXCLUSIVE'),
              render('drop-index', { index: qualified(index) }),
            ]),
          ]),
        ],
      },
    ];
  return [
    {
      id: 'still-this',
      title: `See that ${says} is what it was`,
      why: 'DROP INDEX cannot be made conditional.',
      sql: [doBlock(stillThis(context, index))],
    },
    {
      id: 'drop',
      title: `Drop ${says}`,
      why: 'Reads and writes go on; it waits for transactions that may still use it.',
      sql: [render('drop-index-concurrently', { index: qualified(index) })],
    },
  ];
}
