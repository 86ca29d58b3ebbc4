import { createIndex, indexStatement } from '../../sql/index-statement.ts';
import { render } from '../../sql/render.ts';
import { list, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Index } from '../../types.ts';
import { doBlock, ifBlock, partSql, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { extensions, settings, takeOver } from '../indexes.ts';
import { not } from '../state.ts';
import { indexOfTable } from './steps.ts';

/** Makes an index again as it was, for down files: under a lock. */
export const indexAgain = (context: Context, index: Index): DraftStep => ({
  id: 'undo-drop',
  title: `Make ${qualified(index).text} again`,
  why: 'Under a lock: for development.',
  sql: [
    doBlock([
      ifBlock(not(indexOfTable(context, index)), [
        retried(context, 'As it was.', [lockFamily(context, 'SHARE ROW EXCLUSIVE'), made(context, index)]),
      ]),
    ]),
  ],
});

/** CREATE INDEX of an index that is there. */
export function definitionOf({ table }: Context, index: Index, concurrently: boolean): string {
  const tree = indexStatement(index.definition);
  return createIndex(
    { ...tree, ...(index.tablespace === null ? {} : { tableSpace: index.tablespace }) },
    { table, name: index.name, concurrently },
  );
}

/** The index with all that is said of it. */
export function made(context: Context, index: Index): Sql {
  const sql = definitionOf(context, index, false);
  const parts = [...settings(context, index, index), ...takeOver(context, index, index), ...extensions(index)];
  return list([render('definition', { definition: verbatim(sql) }), ...parts.map(partSql)], '\n');
}
