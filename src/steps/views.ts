import { render } from '../sql/render.ts';
import { renameInQuery } from '../sql/rename/index.ts';
import { list, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { View } from '../types.ts';
import { lockBudget } from './blocks.ts';
import { type Carry, columnsBeside, type Context, mergeCarries, nothingToCarry, renames, touches } from './context.ts';

/**
 * A view that reads the column is replaced in place: its own columns keep their names and types, so owner, grants,
 * comments, triggers and the views on top of it stay. Views come before their table, as in every query that uses
 * them; the other order costs attempts (RECIPES.md, trap 20).
 */
export function carryViews(context: Context): Carry {
  const views = context.table.views.filter((view) => !view.materialized && touches(context, view.columns));
  return mergeCarries(
    views.map((view) => ({
      ...nothingToCarry,
      beforeLock: [
        { title: `${qualified(view).text} shows what it showed.`, sql: [lockBudget(), replaceView(context, view)] },
      ],
    })),
  );
}

function replaceView(context: Context, view: View): Sql {
  return render('replace-view', {
    view: qualified(view),
    // CREATE OR REPLACE VIEW without WITH would reset security_invoker and the check option.
    options: view.options.length === 0 ? nothing : verbatim(` WITH (${list(view.options.map(verbatim)).text})`),
    // The view's alias lists name every column of the table as it is at that moment: the new columns stand last.
    query: verbatim(renameInQuery(view.definition, context.table, renames(context), columnsBeside(context))),
  });
}
