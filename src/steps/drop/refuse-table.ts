import { Refusal } from '../../errors.ts';
import { qualified } from '../../sql/value.ts';
import type { QualifiedName } from '../../types.ts';
import type { Context } from '../context.ts';
import { unreadFunction } from '../refusals.ts';
import { refuseTable } from '../table-refusals.ts';
import { archived } from './refuse-column.ts';
import { refuseUsed, withoutWith } from './with.ts';

const named = (tables: readonly QualifiedName[]): string => tables.map((each) => qualified(each).text).join(', ');

/** Throws Refusal with the first reason for which the table cannot be dropped. */
export function refuseDropTable(context: Context, words: readonly string[]): void {
  const { table, catalog, options } = context;
  const says = qualified(table).text;
  refuseTable(context, says);
  if (table.isPartition)
    throw new Refusal(
      'partition',
      `${says} is a partition of ${named(table.parents)}, whose rows are read through it.`,
      `Take it out first: ALTER TABLE ${named(table.parents)} DETACH PARTITION ${says} CONCURRENTLY; then ask again.`,
    );
  if (table.parents.length > 0)
    throw new Refusal(
      'inheritance',
      `${says} inherits from ${named(table.parents)}, which shows its rows.`,
      `Take it out first: ALTER TABLE ${says} NO INHERIT ...; then ask again.`,
    );
  if (table.kind === 'r' && table.family.length > 0)
    throw new Refusal(
      'children',
      `${named(table.children)} ${table.children.length === 1 ? 'inherits' : 'inherit'} from ${says}.`,
      'Drop them first, or take them out: ALTER TABLE ... NO INHERIT; then ask again.',
    );
  const refusal =
    archived(context, says) ??
    [table, ...table.family].map((each) => unreadFunction(each, options, says)).find((each) => each !== null);
  if (refusal !== null && refusal !== undefined) throw refusal;
  refuseUsed(says, catalog.users?.list ?? [], words, withoutWith(options));
}
