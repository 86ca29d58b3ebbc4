import { render } from '../sql/render.ts';
import { renameInRule } from '../sql/rename/index.ts';
import { verbatim } from '../sql/value.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry } from './context.ts';

/** Rewrite rules that name the column, replaced in place. */
export function carryRules(context: Context): Carry {
  const { table, old, name } = context;
  const columns = [...table.columns.map((column) => column.name), name];
  return mergeCarries(
    table.rules
      .filter((rule) => rule.columns.includes(old.name))
      .map((rule) => ({
        ...nothingToCarry,
        locks: rule.table.schema === table.schema && rule.table.name === table.name ? [] : [rule.table],
        beforeDrop: [
          {
            title: `The rule ${rule.name} names ${name}.`,
            sql: [
              render('definition', {
                definition: verbatim(renameInRule(rule.definition, table, old.name, name, columns)),
              }),
            ],
          },
        ],
      })),
  );
}
