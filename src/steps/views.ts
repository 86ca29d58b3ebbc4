import { render } from '../sql/render.ts';
import { renameInQuery } from '../sql/rename/index.ts';
import { list, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { View } from '../types.ts';
import { lockBudget } from './blocks.ts';
import { members } from './family.ts';
import { type Carry, columnsBeside, type Context, mergeCarries, nothingToCarry, renames, touches } from './context.ts';

/**
 * A view that reads the column is replaced in place: its own columns keep their names and types, so owner, grants,
 * comments, triggers and the views on top of it stay. Views come before their table, as in every query that uses
 * them; the other order costs attempts (RECIPES.md, trap 20).
 */
export function carryViews(context: Context): Carry {
  const views = context.table.views.filter(
    (view) =>
      !view.materialized && touches(context, view.columns) && readers(context, view)[0]?.table === context.table,
  );
  return mergeCarries(
    views.map((view) => ({
      ...nothingToCarry,
      beforeLock: [
        { title: `${qualified(view).text} shows what it showed.`, sql: [lockBudget(), replaceView(context, view)] },
      ],
    })),
  );
}

/** A view may read several tables of a family: it is replaced once, in the name of the first. */
const readers = (context: Context, { schema, name }: View): Context[] => {
  const whole = { ...context, table: context.catalog.table };
  return [whole, ...members(whole)].filter(({ table }) =>
    table.views.some((view) => view.schema === schema && view.name === name),
  );
};

/** The view's query with the new names, whichever tables of the family it reads. */
export const renamedView = (context: Context, view: View): string =>
  readers(context, view).reduce(
    (query, reader) => renameInQuery(query, reader.table, renames(reader), columnsBeside(reader)),
    view.definition,
  );

function replaceView(context: Context, view: View): Sql {
  return render('replace-view', {
    view: qualified(view),
    // CREATE OR REPLACE VIEW without WITH would reset security_invoker and the check option.
    options: view.options.length === 0 ? nothing : verbatim(` WITH (${list(view.options.map(verbatim)).text})`),
    // The view's alias lists name every column of the table as it is at that moment: the new columns stand last.
    query: verbatim(renamedView(context, view)),
  });
}
