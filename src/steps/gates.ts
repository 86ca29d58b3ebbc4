import { render } from '../sql/render.ts';
import { qualified, type Sql } from '../sql/value.ts';
import type { Gate, PhaseName } from '../types.ts';
import { newNames, oldNames } from './context.ts';
import { parityName } from './prove.ts';
import { and, columnExists, constraintValidated, indexUsable, not, triggerExists } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

const gate = (id: string, says: string, condition: Sql): Gate => ({
  id,
  says,
  query: render('ok-query', { condition }).text,
});

/** What must be true before each phase; the phase's own file tests the same again. */
export function gates({ context, sync, carry }: TwoColumns): Record<PhaseName, Gate[]> {
  const { table, pairs } = context;
  const says = qualified(table).text;
  return {
    expand: [
      gate(
        'only-old',
        `${says} has ${oldNames(context)} and not yet ${newNames(context)}.`,
        and(...pairs.flatMap(({ old, name }) => [columnExists(table, old.name), not(columnExists(table, name))])),
      ),
    ],
    backfill: [
      gate('in-step', `The sync trigger of the expand phase is on ${says}.`, triggerExists(table, sync.trigger)),
    ],
    contract: [
      gate(
        'proven',
        `Every row is copied, and the check that proves it is valid.`,
        constraintValidated(table, parityName(context)),
      ),
      ...[...carry.indexes, ...carry.trees].map(({ index, table: on }) =>
        gate(`index-${index.name}`, `The index ${qualified(index).text} is valid.`, indexUsable(on, index)),
      ),
    ],
  };
}
