import { render } from '../sql/render.ts';
import { renameInAtomicFunction, withoutAtomicBody } from '../sql/rename/index.ts';
import { list, type Sql, verbatim } from '../sql/value.ts';
import {
  type Carry,
  columnsAfter,
  type Context,
  mergeCarries,
  newNames,
  nothingToCarry,
  renamesAfter,
} from './context.ts';

const replace = (definition: string): Sql => render('definition', { definition: verbatim(definition) });

/**
 * SQL functions with a BEGIN ATOMIC body depend on the column. They are emptied before it goes and get their rewritten
 * body after: always replaced in place, so owner, grants and what depends on them stay.
 */
export function carryFunctions(context: Context): Carry {
  const atomic = context.table.functions.filter((f) => f.body === 'atomic');
  return mergeCarries(
    atomic.map((f) => {
      const says = `${f.schema}.${f.name}`;
      return {
        ...nothingToCarry,
        beforeDrop: [
          {
            title: `The function ${says} is empty for a moment, which nobody sees.`,
            sql: [list([render('no-body-checks', {}), replace(withoutAtomicBody(f.definition, says))], '\n')],
          },
        ],
        afterDrop: [
          {
            title: `The function ${says} reads ${newNames(context)}.`,
            sql: [
              replace(
                renameInAtomicFunction(f.definition, context.table, renamesAfter(context), columnsAfter(context), says),
              ),
            ],
          },
        ],
      };
    }),
  );
}
