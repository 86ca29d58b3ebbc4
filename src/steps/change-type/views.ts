import { renameInQuery } from '../../sql/rename/index.ts';
import { render } from '../../sql/render.ts';
import { ident, list, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { ReadingView } from '../../types.ts';
import { lockBudget } from '../blocks.ts';
import { type Carry, type Context, nothingToCarry, type Part, renamesAfter } from '../context.ts';
import { members } from '../family.ts';
import { grantsOf } from './grants.ts';

/** The views that cannot stay while a column below them changes its type. */
export const viewsOf = ({ catalog }: Pick<Context, 'catalog'>): readonly ReadingView[] =>
  catalog.converting?.views ?? [];

/**
 * PostgreSQL changes the type of no column that a view shows: views go and come back in the same transaction. Dropping
 * them is also the way to lock them before their tables, as every query does (RECIPES.md, trap 20).
 */
export function recreateViews(context: Context): Carry {
  const views = viewsOf(context).filter(({ materialized }) => !materialized);
  return {
    ...nothingToCarry,
    beforeLock: views.toReversed().map((view) => ({
      title: `${qualified(view).text} comes back below.`,
      sql: [lockBudget(), render('drop-view', { view: qualified(view) })],
    })),
  };
}

/** The same views as they were, over the column of the new type. */
export const recreated = (context: Context): Part[] =>
  viewsOf(context)
    .filter(({ materialized }) => !materialized)
    .map((view) => ({ title: `${qualified(view).text} shows what it showed.`, sql: create(context, view) }));

const STATE = { O: null, D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

function create(context: Context, view: ReadingView): Sql[] {
  const target = qualified(view);
  return [
    render('recreate-view', {
      view: target,
      options: view.options.length === 0 ? nothing : verbatim(` WITH (${list(view.options.map(verbatim)).text})`),
      query: verbatim(queryOf(context, view)),
    }),
    ...view.columns.flatMap((column) =>
      column.default === null
        ? []
        : [
            render('set-view-default', {
              view: target,
              column: ident(column.name),
              default: verbatim(column.default),
            }),
          ],
    ),
    ...partsOf(view),
    ...(view.comment === null
      ? []
      : [render('comment-on', { kind: verbatim('VIEW'), name: target, text: literal(view.comment) })]),
    ...view.columns.flatMap(({ name, comment }) =>
      comment === null
        ? []
        : [render('comment-on-column', { table: target, column: ident(name), text: literal(comment) })],
    ),
    render('set-view-owner', { view: target, owner: ident(view.owner) }),
    ...grantsOf(verbatim('TABLE'), view, view.owner, view.grants, view.defaultGrantees),
    ...view.columns.flatMap(({ name, grants }) =>
      grants.map(({ privilege, grantee, grantable }) =>
        render('grant-column', {
          table: target,
          privilege: verbatim(privilege),
          column: ident(name),
          grantee: grantee === 'PUBLIC' ? verbatim('PUBLIC') : ident(grantee),
          option: grantable ? verbatim(' WITH GRANT OPTION') : nothing,
        }),
      ),
    ),
  ];
}

/** Triggers and rules of the view itself. */
function partsOf(view: ReadingView): Sql[] {
  const table = qualified(view);
  const parts = (kind: 'TRIGGER' | 'RULE') => (kind === 'TRIGGER' ? view.triggers : view.rules);
  return (['TRIGGER', 'RULE'] as const).flatMap((kind) =>
    parts(kind).flatMap(({ name, definition, enabled, comment }) => {
      const state = STATE[enabled];
      return [
        render('definition', { definition: verbatim(definition.replace(/;$/, '')) }),
        ...(state === null || kind === 'TRIGGER'
          ? []
          : [render('set-rule-state', { table, rule: ident(name), state: verbatim(state) })]),
        ...(comment === null
          ? []
          : [
              render('comment-on-table-object', {
                kind: verbatim(kind),
                name: ident(name),
                table,
                text: literal(comment),
              }),
            ]),
      ];
    }),
  );
}

/** With the column's new name where it gets one; what the view calls it stays. */
function queryOf(context: Context, { definition }: ReadingView): string {
  const names = renamesAfter(context);
  if (names.size === 0) return definition;
  const columns = context.table.columns.map(({ name }) => names.get(name) ?? name);
  return [context, ...members(context)].reduce(
    (query, { table }) => renameInQuery(query, table, names, columns),
    definition,
  );
}
