import { render } from '../sql/render.ts';
import { renameInAtomicFunction } from '../sql/rename/index.ts';
import { verbatim } from '../sql/value.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry } from './context.ts';

/** SQL functions with a BEGIN ATOMIC body depend on the column: replaced in place, owner and grants stay. */
export function carryFunctions(context: Context): Carry {
  const { table, old, name } = context;
  const columns = [...table.columns.map((column) => column.name), name];
  return mergeCarries(
    table.functions
      .filter((f) => f.body === 'atomic')
      .map((f) => ({
        ...nothingToCarry,
        beforeDrop: [
          {
            title: `The function ${f.schema}.${f.name} reads ${name}.`,
            sql: [
              render('definition', {
                definition: verbatim(renameInAtomicFunction(f.definition, table, old.name, name, columns)),
              }),
            ],
          },
        ],
      })),
  );
}
