import { renameInQuery } from '../../sql/rename/index.ts';
import { qualified } from '../../sql/value.ts';
import type { QualifiedName, User, ViewUser } from '../../types.ts';
import { type Carry, type Context, nothingToCarry, type Part, renamesAfter } from '../context.ts';
import { makeAgain, takeAway } from '../drop/users.ts';
import { members } from '../family.ts';

const isView = (user: User): user is ViewUser => user.kind === 'view';

/** The views that cannot stay while a column below them changes its type, in an order in which they can be dropped. */
export const viewsOf = ({ catalog }: Pick<Context, 'catalog'>): ViewUser[] =>
  (catalog.users?.list ?? []).filter(isView);

/**
 * PostgreSQL changes the type of no column that a view shows: views go and come back in the same transaction. Dropping
 * them is also the way to lock them before their tables, as every query does (RECIPES.md, trap 20).
 */
export const takeViewsAway = (context: Context): Carry => ({
  ...nothingToCarry,
  beforeLock: viewsOf(context).map((view) => ({
    title: view.materialized
      ? `${qualified(view).text} gives way to the one that was built beside it.`
      : `${qualified(view).text} comes back below.`,
    sql: takeAway(view),
  })),
});

/** The views as they were, over the column of the new type. */
export const viewsAgain = (context: Context): Part[] =>
  viewsOf(context)
    .toReversed()
    .filter(({ materialized }) => !materialized)
    .map((view) => makeAgain({ ...view, definition: queryAfter(context, view) }));

/** With the column's new name where it gets one; what the view calls it stays. */
function queryAfter(context: Context, { definition }: ViewUser): string {
  const names = renamesAfter(context);
  if (names.size === 0) return definition;
  const columns = context.table.columns.map(({ name }) => names.get(name) ?? name);
  return [context, ...members(context)].reduce(
    (query, { table }) => renameInQuery(query, table, names, columns),
    definition,
  );
}

/** What a view reads, and what hangs on it besides other views. */
export const aboutView = ({ catalog }: Pick<Context, 'catalog'>, { schema, name }: QualifiedName) =>
  catalog.converting?.views.find((view) => view.schema === schema && view.name === name);
