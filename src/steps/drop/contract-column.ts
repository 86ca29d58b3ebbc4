import { render } from '../../sql/render.ts';
import { clause, ident, list, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Index, Publication } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import type { Carry } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { nothingElseUses } from '../nothing-else-uses.ts';
import { columnExists, not, or } from '../state.ts';
import { beforeLock, dropKeysOneByOne, keysAmong, otherTables } from './ends.ts';
import { exists, sign } from './archive-schema.ts';
import { followChanges, lastChanges, notArchived, signature } from './archive.ts';
import { bringBack } from './bring-back.ts';
import { relaxes } from './relax.ts';
import { sequenceAway } from './sequence.ts';
import { type Leaving, leavingColumns, holders, saysColumn, touchesLeaving } from './subject.ts';
import { untrack } from './track.ts';
import { droppedUsers, makeAgain, takeAway } from './users.ts';

/** Indexes first, then foreign keys one by one, then the column with what is left. */
export function contractColumn(leaving: Leaving): DraftStep[] {
  const indexes = concurrentIndexes(leaving);
  const drop = {
    id: 'drop-column',
    title: `Drop ${saysColumn(leaving)}`,
    why: 'No code reads or writes it any more. PostgreSQL forgets the column at once; the rows are not touched.',
    sql: [doBlock([...ready(leaving), ...foreignKeys(leaving), ...dropFragments(leaving)])],
  };
  if (indexes.length === 0) return [drop];
  return [
    {
      id: 'ready',
      title: 'Look whether the column may go',
      why: 'Before the first index is dropped: dropping an index cannot be made conditional.',
      sql: [doBlock(ready(leaving))],
    },
    ...indexes.map((index, at) => ({
      id: `drop-index-${String(at + 1)}`,
      title: `Drop ${qualified(index).text} without blocking anybody`,
      why: 'With its column it would go too, but in one transaction with it and under its lock.',
      sql: [render('drop-index-concurrently', { index: qualified(index) })],
    })),
    drop,
  ];
}

/** CONCURRENTLY drops neither the index of a constraint nor one of a partitioned table or its partitions. */
const concurrentIndexes = (leaving: Leaving): Index[] =>
  leaving.context.table.indexes.filter(
    (index) =>
      touchesLeaving(leaving, index.columns) &&
      index.constraint === null &&
      leaving.context.table.kind === 'r' &&
      index.parent === null &&
      !index.replicaIdentity &&
      // A foreign key may rely on it.
      !(index.unique && leaving.users.some(({ kind }) => kind === 'foreign-key')),
  );

function ready(leaving: Leaving): Sql[] {
  const { context, column, archive, relaxed } = leaving;
  const { table } = context;
  const target = { table: literal(qualified(table).text), column: literal(column.name) };
  const tight = [
    ...(relaxed.notNull ? [render('column-needs-value', target)] : []),
    ...(relaxed.default ? [render('column-has-default', target)] : []),
  ];
  return [
    guardDone(not(columnExists(table, column.name)), `${saysColumn(leaving)} is not there any more: nothing to do.`),
    ...(relaxes(relaxed) && tight.length > 0
      ? [
          guardNotReady(
            or(...tight),
            `${saysColumn(leaving)} still has to be written: ${relaxed.notNull ? 'it is NOT NULL' : 'it has a default'}.`,
            'Run the expand file first, and deploy code that does not name the column.',
          ),
        ]
      : []),
    ...(archive === null
      ? []
      : [
          guardNotReady(
            or(not(exists(archive.table)), not(exists(archive.changes))),
            `The values of ${saysColumn(leaving)} are not archived.`,
            'Run the expand and the backfill files first.',
          ),
          guardNotReady(
            notArchived(context, archive),
            `The values of ${saysColumn(leaving)} are not all archived.`,
            'Run the backfill file to its end first.',
          ),
        ]),
  ];
}

/** Keys that --with names, and the column's own. */
function foreignKeys(leaving: Leaving): Sql[] {
  const { context, users } = leaving;
  const own = context.table.constraints.filter(
    (c) => c.type === 'f' && !c.incoming && touchesLeaving(leaving, c.columns),
  );
  return dropKeysOneByOne(context, [...keysAmong(users), ...own]);
}

function dropFragments(leaving: Leaving): Sql[] {
  const { context, archive } = leaving;
  const users = droppedUsers(leaving.users);
  const early = beforeLock(users);
  return [
    ...(archive === null
      ? []
      : [followChanges(context, archive, 'What has changed since the backfill file, without a lock.')]),
    retried(
      context,
      'Catalog changes, and the few rows that have changed this very moment; nothing is scanned under the lock.',
      [
        ...early.flatMap(takeAway),
        lockFamily(context, 'ACCESS EXCLUSIVE'),
        ...otherTables(context, leaving.users).map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
        ...(archive === null ? [] : [...lastChanges(context, archive), ...untrack(context, archive)]),
        ...users.slice(early.length).flatMap(takeAway),
        ...publications(leaving, (name) => !leavingColumns(leaving).some((each) => each.name === name)),
        ...sequenceAway(leaving),
        ...leavingColumns(leaving).flatMap((column) => [
          nothingElseUses(
            context,
            column.name,
            goingAlong(leaving),
            'Drop it, or make the plan again so that it is named; nothing was changed.',
          ),
          ...holders(leaving, column).map(({ on }) =>
            render('drop-column', { table: qualified(on.table), column: ident(column.name) }),
          ),
        ]),
      ],
    ),
  ];
}

/** What PostgreSQL drops with the columns, known when the plan was made. */
function goingAlong(leaving: Leaving): Carry['replaced'] {
  const { table } = leaving.context;
  const tables = [table, ...table.family];
  const touching = <T extends { readonly columns: readonly string[] }>(all: readonly T[]): T[] =>
    all.filter(({ columns }) => touchesLeaving(leaving, columns));
  const sequences = leavingColumns(leaving).flatMap(({ sequence }) => (sequence === null ? [] : [sequence]));
  return {
    indexes: [...tables.flatMap(({ indexes }) => touching(indexes)), ...sequences].map((each) => qualified(each).text),
    constraints: tables.flatMap(({ constraints }) =>
      touching(constraints)
        .filter(({ incoming }) => !incoming)
        .map(({ name }) => name),
    ),
    statistics: [],
  };
}

const listing = (leaving: Leaving): Publication[] =>
  leaving.context.table.publications.filter(({ columns }) => columns !== null && touchesLeaving(leaving, columns));

/** Publications with a column list: the table leaves and comes back with another list, in one transaction. */
function publications(leaving: Leaving, keep: (column: string) => boolean): Sql[] {
  const { table } = leaving.context;
  return listing(leaving).flatMap((publication) => {
    const target = { publication: ident(publication.name), table: qualified(table) };
    const columns = (publication.columns ?? []).filter(keep).map(ident);
    return [
      render('publication-drop-table', target),
      render('publication-add-table', {
        ...target,
        columns: verbatim(` (${list(columns).text})`),
        filter: publication.filter === null ? nothing : clause('WHERE', verbatim(`(${publication.filter})`)),
      }),
    ];
  });
}

/** The column with its values, and all that went with it. For development. */
export function undoContractColumn(leaving: Leaving): DraftStep {
  const { context, column, archive, users } = leaving;
  const { table } = context;
  const says = saysColumn(leaving);
  return {
    id: 'undo-contract',
    title: `Bring ${says} back${archive === null ? '' : ' with its values'}`,
    why: 'It comes last among the columns; everything that went with it is made again, without care for traffic.',
    sql: [
      doBlock([
        guardDone(columnExists(table, column.name), `${says} is there: nothing to do.`),
        ...(archive === null
          ? []
          : [
              guardNotReady(
                not(exists(archive.table)),
                `The archive ${qualified(archive.table).text} is gone.`,
                'Without it the values cannot be brought back; nothing was changed.',
              ),
            ]),
        retried(context, 'Everything in one transaction.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...bringBack(leaving),
          ...(archive === null ? [] : [sign(archive.table, signature(context, archive).open)]),
          ...publications(leaving, () => true),
          ...[...keysAmong(users), ...droppedUsers(users).toReversed()].map((user) => partSql(makeAgain(user))),
        ]),
      ]),
    ],
  };
}
