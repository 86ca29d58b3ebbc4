import { render } from '../sql/render.ts';
import { ident, qualified, type Sql } from '../sql/value.ts';
import type { Gate, PhaseName } from '../types.ts';
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
  const { table, old, name } = context;
  const says = qualified(table).text;
  return {
    expand: [
      gate(
        'only-old',
        `${says} has ${ident(old.name).text} and not yet ${ident(name).text}.`,
        and(columnExists(table, old.name), not(columnExists(table, name))),
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
      ...carry.indexes.map(({ index }) =>
        gate(`index-${index.name}`, `The index ${qualified(index).text} is valid.`, indexUsable(table, index)),
      ),
    ],
  };
}
