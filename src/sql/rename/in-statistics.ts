import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { stringOf } from './columns.ts';
import { tableScope } from './relations.ts';
import type { ColumnRename } from './scope.ts';
import { walk } from './walk.ts';

export interface StatisticsOptions {
  /** The new object's name, in the schema of the old one. */
  readonly name?: string;
  readonly ifNotExists?: boolean;
}

/** The `CREATE STATISTICS` of pg_get_statisticsobjdef with the column renamed. Throws CannotRename or CannotDeparse. */
export function renameInStatistics(
  definition: string,
  table: QualifiedName,
  from: string,
  to: string,
  options: StatisticsOptions = {},
): string {
  const node = parseOne(definition);
  if (!('CreateStatsStmt' in node)) throw new Error('not the definition of extended statistics');
  const { CreateStatsStmt: statistics } = node;
  const old = (statistics.defnames ?? []).map((part) => stringOf(part) ?? '');
  const rename: ColumnRename = { table, from, to, object: `statistics "${old.at(-1) ?? ''}"` };
  const scope = tableScope(rename);
  for (const element of statistics.exprs ?? []) {
    if (!('StatsElem' in element)) continue;
    if (element.StatsElem.name === from) element.StatsElem.name = to;
    walk({ expression: element.StatsElem.expr }, scope);
  }
  if (options.name !== undefined)
    statistics.defnames = [...old.slice(0, -1), options.name].map((sval) => ({ String: { sval } }));
  if (options.ifNotExists === true) statistics.if_not_exists = true;
  return deparse(node, rename.object);
}
