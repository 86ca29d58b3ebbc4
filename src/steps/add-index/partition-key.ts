import type { IndexStmt } from 'libpg-query';
import { Refusal } from '../../errors.ts';
import { elements } from '../../sql/index-statement.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Table } from '../../types.ts';

/**
 * A unique index of a partitioned table sees one partition at a time, so the columns that choose the partition must be in it.
 * @throws Refusal when one of them is not.
 */
export function refuseUnpartitionedKey(table: Table, statement: IndexStmt): void {
  if (table.kind !== 'p') return;
  const keys = elements(statement.indexParams).map(({ name }) => name);
  const tables = [table, ...table.family.filter(({ kind }) => kind === 'p')];
  for (const each of tables) {
    const missing = each.partitionKey.find((column) => !keys.includes(column));
    if (missing === undefined) continue;
    throw new Refusal(
      'partition-key',
      `${qualified(each).text} is partitioned by ${ident(missing).text}, and PostgreSQL keeps unique only what the partition key is part of.`,
      `Add ${ident(missing).text} to the columns, or make the key unique in each partition on its own.`,
    );
  }
}
