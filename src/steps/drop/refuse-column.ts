import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Column, Table } from '../../types.ts';
import type { Context } from '../context.ts';
import { isPartitionKey } from '../family-refusals.ts';
import { itsFolder, unreadFunction } from '../refusals.ts';
import { refuseTable } from '../table-refusals.ts';

type Check = (context: Context, column: Column, says: string) => Refusal | null;

const named = ({ parents }: Table): string => parents.map((parent) => qualified(parent).text).join(', ');

const refuse = (reason: string, message: string, wayOut: string): Refusal => new Refusal(reason, message, wayOut);

const relation: Check = ({ table }, column, says) => {
  const again = `plan drop ${table.parents[0] === undefined ? '<parent>' : qualified(table.parents[0]).text}.${ident(column.name).text}`;
  if (table.isPartition)
    return refuse(
      'partition',
      `${says} belongs to a partition; its columns are those of the partitioned table ${named(table)}.`,
      again,
    );
  if (column.inheritedFrom > 0)
    return refuse(
      'inheritance',
      `${says} is inherited from ${named(table)}, and PostgreSQL drops it only from there.`,
      again,
    );
  return null;
};

/** The archive of the same plan: under way, or of a column of that name that was dropped before. */
export function archived({ catalog, planId }: Context, says: string): Refusal | null {
  const archives = catalog.users?.archives ?? [];
  const mine = archives.find(({ comment }) => comment.split(' ').includes(planId));
  if (mine === undefined) return null;
  return mine.comment.startsWith('expand-contract: dropped')
    ? refuse(
        'archived-before',
        `Something of the name ${says} was dropped before, and its archive expand_contract_archive.${ident(mine.name).text} is still there.`,
        `When nobody needs it any more: DROP TABLE expand_contract_archive.${ident(mine.name).text}; or give it another name and comment. Then ask again.`,
      )
    : refuse(
        'already-planned',
        `This plan is under way: expand_contract_archive.${ident(mine.name).text} is in the database.`,
        itsFolder(planId),
      );
}

const partitionKey: Check = ({ table }, _, says) => {
  const key = isPartitionKey(table);
  return key === null
    ? null
    : refuse(
        'partition-key',
        `${says} is part of the ${key}, and PostgreSQL drops no column that is part of a partition key.`,
        'Make a table with another partition key and copy the rows; the column can be left out of it.',
      );
};

/** Without an identity every UPDATE and DELETE fails once the table is published. */
const replicaIdentity: Check = ({ table }, column, says) => {
  if (table.publications.length === 0) return null;
  const index = table.indexes.find(
    (each) =>
      each.columns.includes(column.name) && (each.replicaIdentity || (each.primary && table.replicaIdentity === 'd')),
  );
  return index === undefined
    ? null
    : refuse(
        'replica-identity',
        `${says} is in ${ident(index.name).text}, by which the publication ${ident(table.publications[0]?.name ?? '').text} tells rows apart: without it UPDATE and DELETE fail.`,
        `Give the table another replica identity first: ALTER TABLE ${qualified(table).text} REPLICA IDENTITY USING INDEX ..., or FULL; then ask again.`,
      );
};

const functions: Check = ({ table, options }, _, says) =>
  [table, ...table.family].map((each) => unreadFunction(each, options, says)).find((refusal) => refusal !== null) ??
  null;

const checks: readonly Check[] = [
  relation,
  (context, _, says) => archived(context, says),
  partitionKey,
  replicaIdentity,
  functions,
];

/** Throws Refusal with the first reason for which the column cannot be dropped. */
export function refuseColumn(context: Context, column: Column): void {
  const says = `${qualified(context.table).text}.${ident(column.name).text}`;
  refuseTable(context, says);
  for (const check of checks) {
    const refusal = check(context, column, says);
    if (refusal !== null) throw refusal;
  }
}
