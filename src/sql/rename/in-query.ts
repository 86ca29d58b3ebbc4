import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { emptyScope } from './relations.ts';
import { walk } from './walk.ts';

/**
 * The query of a view or materialized view, as pg_get_viewdef prints it, reading `to` where it read `from`; the names of its output
 * stay. `columns` are the table's columns in order while both names exist; they are needed for JOIN USING over the column.
 * Throws CannotRename or CannotDeparse.
 */
export function renameInQuery(
  definition: string,
  table: QualifiedName,
  from: string,
  to: string,
  columns?: readonly string[],
  object = 'the view',
): string {
  const node = parseOne(definition);
  walk(node, emptyScope({ table, from, to, object, ...(columns === undefined ? {} : { columns }) }));
  return deparse(node, object);
}
