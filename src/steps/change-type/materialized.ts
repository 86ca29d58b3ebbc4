import { moveIndex } from '../../sql/move-index.ts';
import { renameInQuery } from '../../sql/rename/index.ts';
import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql } from '../../sql/value.ts';
import type { QualifiedName, ViewUser } from '../../types.ts';
import { ifBlock, partSql } from '../blocks.ts';
import { type Carry, columnsBeside, type Context, mergeCarries, nothingToCarry, renames } from '../context.ts';
import { makeAgain } from '../drop/users.ts';
import { members } from '../family.ts';
import { helperName } from '../names.ts';
import { tableMissing } from '../state.ts';
import { viewsOf } from './views.ts';

/**
 * Filling a materialized view takes as long as its query, so another one is built beside it over the new column, filled
 * again just before contract takes its locks, and given the name (RECIPES.md, trap 15).
 */
export const carryMaterialized = (context: Context): Carry =>
  mergeCarries(storedViews(context).map((view) => carryView(context, view)));

/** What is read comes first. */
export const storedViews = (context: Context): ViewUser[] =>
  viewsOf(context)
    .toReversed()
    .filter(({ materialized }) => materialized);

const helperOf = ({ planId }: Context, { schema, name }: QualifiedName): QualifiedName => ({
  schema,
  name: helperName('mview', name, planId, schema, name),
});

const helperIndex = ({ planId }: Context, { schema, name }: QualifiedName): QualifiedName => ({
  schema,
  name: helperName('idx', name, planId, 'mview', schema, name),
});

function carryView(context: Context, view: ViewUser): Carry {
  const helper = helperOf(context, view);
  const twin: ViewUser = {
    ...view,
    ...helper,
    definition: [context, ...members(context)].reduce(
      (query, on) => renameInQuery(query, on.table, renames(on), columnsBeside(on)),
      view.definition,
    ),
    indexes: view.indexes.map((index) => ({
      ...index,
      ...helperIndex(context, index),
      definition: moveIndex(index.definition, helper),
    })),
  };
  const build = makeAgain(twin);
  return {
    ...nothingToCarry,
    finish: [
      {
        title: `${qualified(view).text} a second time, over the new column.`,
        sql: [ifBlock(tableMissing(helper), [partSql(build)])],
      },
    ],
    afterDrop: [
      {
        title: `${qualified(view).text} is the one that was built beside it.`,
        sql: [
          render('rename-materialized-view', { view: qualified(helper), name: ident(view.name) }),
          ...view.indexes.map((index) =>
            render('rename-index', { index: qualified(helperIndex(context, index)), name: ident(index.name) }),
          ),
        ],
      },
    ],
    undoBackfill: [
      {
        title: `What would have become ${qualified(view).text}.`,
        sql: [render('drop-materialized-view-if-exists', { view: qualified(helper) })],
      },
    ],
  };
}

/** Contract, outside its locks: nobody knows the new ones yet, so nobody waits for them. */
export const refreshMaterialized = (context: Context): Sql[] =>
  storedViews(context).flatMap((view) => {
    const helper = qualified(helperOf(context, view));
    return [
      ifBlock(render('is-populated', { view: literal(qualified(view).text) }), [
        render('refresh-materialized-view', { view: helper }),
      ]),
      render('commit', {}),
    ];
  });
