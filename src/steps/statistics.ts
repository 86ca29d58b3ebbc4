import { render } from '../sql/render.ts';
import { renameInStatistics } from '../sql/rename/index.ts';
import { ident, literal, qualified, verbatim } from '../sql/value.ts';
import type { ExtendedStatistics } from '../types.ts';
import {
  type Carry,
  type Context,
  mergeCarries,
  newNames,
  nothingToCarry,
  type Part,
  renames,
  touches,
} from './context.ts';
import { helperName } from './names.ts';
import { standIn } from './stand-in.ts';

/** CREATE STATISTICS objects: a second one on the new column before ANALYZE, which takes the old one's name in contract. */
export function carryStatistics(context: Context): Carry {
  const touching = context.table.statistics.filter((s) => touches(context, s.columns));
  return mergeCarries(touching.map((statistics) => carry(context, statistics)));
}

function carry(context: Context, statistics: ExtendedStatistics): Carry {
  const { table } = context;
  const helper = {
    schema: statistics.schema,
    name: helperName('stat', statistics.name, context.planId, statistics.schema, statistics.name),
  };
  const created = renameInStatistics(statistics.definition, table, renames(context), {
    name: helper.name,
  });
  // A second run makes it anew: pgsql-deparser 18 cannot write CREATE STATISTICS IF NOT EXISTS.
  const sql = [
    render('drop-statistics', { statistics: qualified(helper) }),
    render('definition', { definition: verbatim(created) }),
  ];
  if (statistics.target !== null) {
    sql.push(
      render('set-statistics-target', { statistics: qualified(helper), target: verbatim(String(statistics.target)) }),
    );
  }
  if (statistics.comment !== null) {
    sql.push(
      render('comment-on', {
        kind: verbatim('STATISTICS'),
        name: qualified(helper),
        text: literal(statistics.comment),
      }),
    );
  }
  const rename: Part = {
    title: `The statistics ${statistics.name} keep their name.`,
    sql: [render('rename-statistics', { statistics: qualified(helper), name: ident(statistics.name) })],
  };
  return {
    ...nothingToCarry,
    finish: [{ title: `Extended statistics ${statistics.name} for ${newNames(context)}.`, sql }],
    afterDrop: standIn(context) ? [] : [rename],
    undoBackfill: [
      {
        title: `What would have become ${statistics.name}.`,
        sql: [render('drop-statistics', { statistics: qualified(helper) })],
      },
    ],
    replaced: { indexes: [], constraints: [], statistics: [standIn(context) ? helper.name : statistics.name] },
  };
}
