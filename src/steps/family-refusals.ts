import { Refusal } from '../errors.ts';
import { ident, qualified } from '../sql/value.ts';
import type { QualifiedName, Table } from '../types.ts';
import type { Context, Pair } from './context.ts';

const command = (parent: QualifiedName | undefined, { old, name }: Pair): string =>
  `plan rename ${parent === undefined ? '<parent>' : qualified(parent).text}.${ident(old.name).text} ${ident(name).text}`;

const named = (tables: readonly QualifiedName[]): string => tables.map((each) => qualified(each).text).join(', ');

/** A column of a partition is its parent's. */
export const ofPartition = ({ parents }: Table, pair: Pair, says: string): Refusal =>
  new Refusal(
    'partition',
    `${says} belongs to a partition; its columns are those of the partitioned table ${named(parents)}.`,
    command(parents[0], pair),
  );

/** A column that a parent has too is the parent's. */
export const inheritedColumn = ({ parents }: Table, pair: Pair, says: string): Refusal =>
  new Refusal(
    'inheritance',
    `${says} is inherited from ${named(parents)}, and PostgreSQL changes it only from there.`,
    command(parents[0], pair),
  );

/** A child whose column comes from a table outside the family as well. */
export const severalParents = (table: Table, says: string): Refusal =>
  new Refusal(
    'inheritance',
    `${says} is inherited from several tables (${named(table.parents)}), and PostgreSQL renames it in none of them alone.`,
    `Take it out of one of them first: ALTER TABLE ${qualified(table).text} NO INHERIT ...`,
  );

/** How the catalog describes it (src/catalog/queries/dependents.ts). */
const PARTITION_KEY = 'partition key of ';

/** The partition key, of the table or of a partition, that holds the wanted column; null when none does. */
export const isPartitionKey = (table: Table): string | null =>
  [table, ...table.family]
    .flatMap(({ otherDependents }) => otherDependents)
    .find((other) => other.startsWith(PARTITION_KEY)) ?? null;

/** A column by which rows are sent to their partitions can be neither dropped nor doubled. */
export function partitionKey({ table }: Context, _: Pair, says: string): Refusal | null {
  const key = isPartitionKey(table);
  if (key === null) return null;
  return new Refusal(
    'partition-key',
    `${says} is part of the ${key}, and PostgreSQL drops no column that is part of a partition key.`,
    'Make a table that is partitioned otherwise, and move the rows to it.',
  );
}
