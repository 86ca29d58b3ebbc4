import { indent } from '../../sql/indent.ts';
import { render } from '../../sql/render.ts';
import { ident, list, literal, qualified, type Sql } from '../../sql/value.ts';
import type { QualifiedName } from '../../types.ts';
import { doBlock, guardNotReady, ifBlock, partSql, retried } from '../blocks.ts';
import { alike } from '../building/building.ts';
import type { DraftStep } from '../draft.ts';
import { made } from '../drop-index/again.ts';
import { dropSteps, indexOfTable } from '../drop-index/steps.ts';
import { lockFamily } from '../family.ts';
import { settings } from '../indexes.ts';
import { and, indexUsable, not, or } from '../state.ts';
import type { Replacement, Swap } from './subject.ts';

const renamed = (index: QualifiedName, name: QualifiedName): Sql =>
  render('rename-index', { index: qualified(index), name: ident(name.name) });

/** Runs the statement where the index has been replaced already. */
const whereReplaced = ({ context: { table }, index, building }: Replacement, statement: Sql): Sql =>
  render('unless-replaced', {
    index: literal(qualified(index).text),
    alike: indent(alike(building, { table, index }), 4),
    definition: literal(index.definition),
    statement: indent(statement, 4),
  });

/** Before anything is built: the old index is there. */
export function oldIsThere(its: Replacement): Sql[] {
  const { context, index } = its;
  const says = qualified(index).text;
  return [
    whereReplaced(
      its,
      render('raise-not-ready', {
        message: literal(`${says} is the new index already: contract has run.`),
        hint: literal('Nothing is left to build; nothing was changed.'),
      }),
    ),
    guardNotReady(
      not(indexOfTable(context, index)),
      `There is no index ${says} on ${qualified(context.table).text}.`,
      'The schema has changed since the plan was made: make a new one.',
    ),
  ];
}

/** The new index takes the old one's name, in one transaction that nobody waits for; then the old one is dropped. */
export function swapSteps(its: Replacement): DraftStep[] {
  const { context, index, swaps } = its;
  const [top] = swaps;
  if (top === undefined) throw new Error('nothing to swap');
  const says = qualified(index).text;
  const [drop, ...dropped] = dropSteps(context, top.leaving);
  return [
    {
      id: 'swap',
      title: `Give the new index the name ${says}`,
      why: 'ALTER INDEX ... RENAME locks no table, and waits for nobody.',
      sql: [
        doBlock([
          ifBlock(and(not(indexOfTable(context, top.helper)), not(indexOfTable(context, top.leaving))), [
            whereReplaced(
              its,
              render('raise-notice-return', { message: literal(`${says} is the new index already: nothing to do.`) }),
            ),
            render('raise-not-ready', {
              message: literal(`The new index ${qualified(top.helper).text} is not there yet.`),
              hint: literal('Run the file before this one first.'),
            }),
          ]),
          ifBlock(indexOfTable(context, top.helper), [
            guardNotReady(
              or(...swaps.map(({ table, helper }) => not(indexUsable(table, helper)))),
              `The new index ${qualified(top.helper).text} is INVALID.`,
              'Run the file before this one again.',
            ),
            list([render('no-lock-timeout', {}), ...renames(its), render('commit', {})], '\n'),
          ]),
        ]),
      ],
    },
    ...(drop === undefined ? [] : [{ ...drop, id: 'old-index' }]),
    ...dropped,
  ];
}

function renames({ context, index, swaps }: Replacement): Sql[] {
  return [
    ...swaps.flatMap(({ old, leaving }) => (old === null ? [] : [renamed(old, leaving)])),
    ...swaps.map(({ helper, final }) => renamed(helper, final)),
    ...settings(context, { ...index, statistics: [] }, index).map(partSql),
  ];
}

/** The old index again, and the new one beside it under its helper's name. */
export const undoSwap = (its: Replacement): DraftStep => {
  const { context, index, swaps } = its;
  const [top] = swaps;
  return {
    id: 'undo-swap',
    title: `Make the old ${qualified(index).text} again`,
    why: 'Under a lock: for development.',
    sql: [
      doBlock([
        ifBlock(top === undefined ? not(indexOfTable(context, index)) : not(indexOfTable(context, top.helper)), [
          retried(context, 'As it was.', [
            lockFamily(context, 'ACCESS EXCLUSIVE'),
            ...swaps.map(({ helper, final }: Swap) => renamed(final, helper)),
            made(context, index),
          ]),
        ]),
      ]),
    ],
  };
};
