import { indent } from '../sql/indent.ts';
import { render } from '../sql/render.ts';
import { ident, literal, nothing, qualified, type Sql, textArray } from '../sql/value.ts';
import type { Carry, Context } from './context.ts';
import { familyQuery, hasFamily } from './family.ts';

/** Stops when something hangs on the column that is not known to go with it (RECIPES.md, trap 22). */
export function nothingElseUses({ table }: Context, column: string, known: Carry['replaced'], hint: string): Sql {
  const name = literal(qualified(table).text);
  return render('nothing-else-depends', {
    tables: hasFamily(table)
      ? render('in-family', { members: indent(familyQuery(table, 'all'), 8) })
      : render('same-table', { table: name }),
    column: literal(column),
    attached:
      table.kind === 'p'
        ? render('attached-depends', {
            indexes: textArray(known.indexes),
            constraints: textArray(known.constraints),
          })
        : nothing,
    indexes: textArray(known.indexes),
    constraints: textArray(known.constraints),
    statistics: textArray(known.statistics),
    message: literal(
      `${qualified(table).text}.${ident(column).text} is used by something that was added after this plan was made: `,
    ),
    hint: literal(hint),
  });
}
