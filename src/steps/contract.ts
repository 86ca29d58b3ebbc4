import { render } from '../sql/render.ts';
import { indent } from '../sql/indent.ts';
import { ident, list, literal, qualified, type Sql } from '../sql/value.ts';
import type { QualifiedName } from '../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from './blocks.ts';
import { proofFragments } from './backfill.ts';
import { type Context, changesType, newNames, oldNames, overSays, type Pair } from './context.ts';
import { finalName } from './pair.ts';
import { assignments, syncDiffers } from './copy.ts';
import { mayReplicate } from './guard-trigger.ts';
import type { DraftStep } from './draft.ts';
import { declaringMembers, familyQuery, hasFamily, lockFamily } from './family.ts';
import { refreshMaterialized } from './change-type/materialized.ts';
import { expandUnderLock } from './expand.ts';
import { unlistedPartitions } from './partitioned-keys.ts';
import { leaving, standIn } from './stand-in.ts';
import { contracted, indexUsable, lacks, not } from './state.ts';
import { nothingElseUses } from './nothing-else-uses.ts';
import type { TwoColumns } from './two-columns.ts';

/** One transaction of catalog changes: every dependent moves over, the old column goes, every name is taken over. */
export function contractStep(two: TwoColumns): DraftStep {
  const { context, keeping, carry } = two;
  const { table } = context;
  const [says, from, to] = [qualified(table).text, oldNames(context), newNames(context)];
  const gate = proofGuards(two);
  return {
    ...contractWords(context),
    sql: [
      doBlock([
        guardDone(contracted(context), `${overSays(context)}: nothing to do.`),
        guardNotReady(
          not(keeping.begun),
          `${to} of ${says} is not kept in step with ${from}.`,
          'Run the expand and the backfill files first.',
        ),
        ...gate,
        ...(changesType(context) ? refreshMaterialized(context) : []),
        retried(context, 'Catalog changes only; nothing is scanned under the lock.', [
          ...viewsAndLocks(two),
          // Again, now that nothing can change any more.
          ...gate,
          ...carry.beforeDrop.map(partSql),
          ...keeping.drop.map(partSql),
          ...keeping.unprove.map(partSql),
          ...dropOld(two),
        ]),
      ]),
    ],
  };
}

/** The column that is left takes the name that it is to have; everything that hangs on it follows by itself. */
const takeNames = (context: Context): Sql[] =>
  context.pairs.flatMap((pair) => {
    const [from, to] = standIn(context) ? [pair.old.name, pair.name] : [pair.name, finalName(pair)];
    if (from === to) return [];
    return [render('rename-column', { table: qualified(context.table), column: ident(from), name: ident(to) })];
  });

function contractWords(context: Context): Pick<DraftStep, 'id' | 'title' | 'why'> {
  const [says, from, to] = [qualified(context.table).text, oldNames(context), newNames(context)];
  if (changesType(context))
    return {
      id: 'swap-columns',
      title: `Drop ${from} of ${says} and put the column of the new type in its place`,
      why: 'Both hold the same values, and every key, index and view of the old one has its counterpart.',
    };
  return standIn(context)
    ? {
        id: 'rename-column',
        title: `Drop the copy ${to} of ${says} and give its name to ${from}`,
        why: `No code says ${from} any more, and both are proven equal. So the copy goes, and the column on which keys, sequences, views and the rest depend keeps them all under its new name.`,
      }
    : {
        id: 'drop-column',
        title: `Drop ${from} of ${says}; ${to} takes over its names`,
        why: 'No code reads or writes the old column any more.',
      };
}

/** Children that declare the column themselves keep it when their parent's goes. */
const dropColumn = (context: Context, pair: Pair): Sql[] =>
  [context, ...declaringMembers(context, pair).map((declaring) => declaring.context)].map(({ table }) =>
    render('drop-column', { table: qualified(table), column: ident(leaving(context, pair)) }),
  );

/** A table that inherits since expand has no trigger of ours, and its rows may differ. */
const lateChildren = ({ context, keeping }: TwoColumns): Sql[] =>
  context.table.kind === 'p' || !hasFamily(context.table)
    ? []
    : keeping.triggers.slice(0, 1).map((trigger) =>
        guardNotReady(
          render('member-without-trigger', {
            members: indent(familyQuery(context.table, 'members'), 4),
            trigger: literal(trigger),
          }),
          `A table that inherits from ${qualified(context.table).text} since this plan was made does not keep ${newNames(context)} in step.`,
          `Take it out with ALTER TABLE ... NO INHERIT, or give it the trigger ${trigger} of its parent and fill ${newNames(context)}; then run this file again.`,
        ),
      );

/** Views turn to the new column first, then every lock is taken. */
export function viewsAndLocks({ context, carry }: TwoColumns): Sql[] {
  const { table } = context;
  return [
    ...carry.beforeLock.map(partSql),
    lockFamily(context, 'ACCESS EXCLUSIVE'),
    ...otherLocks(table, carry.locks).map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
  ];
}

/** Under the lock, once nothing reads the old columns any more: they go, and the new ones take over their names. */
export function dropOld(two: TwoColumns): Sql[] {
  const { pairs } = two.context;
  return [
    ...pairs.map((pair) => nothingElseDepends(two, pair)),
    ...pairs.flatMap((pair) => dropColumn(two.context, pair)),
    ...takeNames(two.context),
    ...two.carry.afterDrop.map(partSql),
  ];
}

/** The backfill has done all that it has to do. */
export function proofGuards(two: TwoColumns): Sql[] {
  const { context, keeping, carry } = two;
  const { table } = context;
  return [
    ...lateChildren(two),
    ...unlistedPartitions(context),
    guardNotReady(
      not(keeping.proven),
      `${qualified(table).text}: it is not proven that ${newNames(context)} is filled in every row.`,
      'Run the backfill file to its end first.',
    ),
    ...[...carry.indexes, ...carry.trees].map(({ index, table: on }) =>
      guardNotReady(
        not(indexUsable(on, index)),
        `The index ${qualified(index).text} is missing or INVALID.`,
        'Run the backfill file again.',
      ),
    ),
  ];
}

/** One fixed order for every plan: by name. */
function otherLocks(table: QualifiedName, locks: readonly QualifiedName[]): QualifiedName[] {
  const byName = new Map(locks.map((lock) => [qualified(lock).text, lock]));
  byName.delete(qualified(table).text);
  return [...byName.keys()].toSorted().map((key) => byName.get(key) as QualifiedName);
}

const nothingElseDepends = ({ context, carry }: TwoColumns, pair: Pair): Sql =>
  nothingElseUses(
    context,
    leaving(context, pair),
    carry.replaced,
    standIn(context)
      ? 'Drop it and create it again after this file; nothing was changed.'
      : 'Drop it, or make the plan again so that it is carried over; nothing was changed.',
  );

/** Rebuilds the old column and refills it: everything is as it was after backfill. For development. */
export function undoContractStep(two: TwoColumns): DraftStep {
  const { context } = two;
  const [says, from, to] = [qualified(context.table).text, oldNames(context), newNames(context)];
  return {
    id: 'undo-contract',
    title: `Rebuild ${from} of ${says} beside ${to}`,
    why: "The column that is left takes its old name back, and the plan's own expand and backfill are done again without their care for traffic.",
    sql: [
      doBlock([
        guardDone(not(lacks(context, 'old')), `${says} has ${from}: nothing to do.`),
        guardNotReady(
          lacks(context, 'new'),
          `${says} has no ${to}.`,
          'The schema has changed since the plan was made.',
        ),
        retried(context, 'The old name again, and a second column beside it.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...rebuildOld(two),
        ]),
        ...refill(two),
      ]),
    ],
  };
}

/** Under the lock: the columns that are left take their old names back, and new ones stand beside them. */
export function rebuildOld(two: TwoColumns): Sql[] {
  const { table, pairs } = two.context;
  return [
    ...pairs.map(({ old, name }) =>
      render('rename-column', { table: qualified(table), column: ident(name), name: ident(old.name) }),
    ),
    ...two.carry.undoContract.map(partSql),
    ...expandUnderLock(two),
  ];
}

/** The backfill without its care for traffic. */
export function refill(two: TwoColumns): Sql[] {
  const { context, keeping, carry } = two;
  const fill = [
    render('as-replica', { allowed: mayReplicate(context) }),
    render('fill-all', {
      table: qualified(context.table),
      assignments: assignments(context),
      differs: syncDiffers(context),
    }),
    render('commit', {}),
  ];
  const indexes = carry.indexes.map((index) =>
    list([render('definition', { definition: index.plainly }), render('commit', {})], '\n'),
  );
  return [...keeping.beforeCopy, list(fill, '\n'), ...indexes, ...proofFragments(two)];
}
