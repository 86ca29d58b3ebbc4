import { render } from '../sql/render.ts';
import { qualified, type Sql } from '../sql/value.ts';
import type { Gate } from '../types.ts';
import { newNames, oldNames } from './context.ts';
import { and, columnExists, indexUsable, not } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** A gate whose query has the condition for its answer. */
export const gate = (id: string, says: string, condition: Sql): Gate => ({
  id,
  says,
  query: render('ok-query', { condition }).text,
});

/** What must be true before expand; the file tests the same again, as those of the other phases do. */
export function beforeExpand({ context }: TwoColumns): Gate[] {
  const { table, pairs } = context;
  return [
    gate(
      'only-old',
      `${qualified(table).text} has ${oldNames(context)} and not yet ${newNames(context)}.`,
      and(...pairs.flatMap(({ old, name }) => [columnExists(table, old.name), not(columnExists(table, name))])),
    ),
  ];
}

/** What must be true once the backfill is done, so before anything counts on the new columns. */
export function afterBackfill({ keeping, carry }: TwoColumns): Gate[] {
  return [
    gate('proven', `Every row is copied, and the check that says so is valid.`, keeping.proven),
    ...[...carry.indexes, ...carry.trees].map(({ index, table }) =>
      gate(`index-${index.name}`, `The index ${qualified(index).text} is valid.`, indexUsable(table, index)),
    ),
  ];
}
