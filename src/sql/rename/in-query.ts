import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { emptyScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

/**
 * The query of a view or materialized view, as pg_get_viewdef prints it, reading the new columns where it read the old ones; the names of its output
 * stay. `columns` are the table's columns in order while all names exist; they are needed for JOIN USING over the column.
 * Throws CannotRename or CannotDeparse.
 */
export function renameInQuery(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  columns?: readonly string[],
  object = 'the view',
): string {
  const node = parseOne(definition);
  for (const rename of columnRenames(table, renames, object, columns)) walk(node, emptyScope(rename));
  return deparse(node, object);
}
