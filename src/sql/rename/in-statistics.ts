import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { stringOf } from './columns.ts';
import { tableScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

export interface StatisticsOptions {
  /** The new object's name, in the schema of the old one. */
  readonly name?: string;
  readonly ifNotExists?: boolean;
}

/** The `CREATE STATISTICS` of pg_get_statisticsobjdef with the columns renamed. Throws CannotRename or CannotDeparse. */
export function renameInStatistics(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  options: StatisticsOptions = {},
): string {
  const node = parseOne(definition);
  if (!('CreateStatsStmt' in node)) throw new Error('not the definition of extended statistics');
  const { CreateStatsStmt: statistics } = node;
  const old = (statistics.defnames ?? []).map((part) => stringOf(part) ?? '');
  const object = `statistics "${old.at(-1) ?? ''}"`;
  for (const element of statistics.exprs ?? []) {
    if (!('StatsElem' in element)) continue;
    const { StatsElem: item } = element;
    if (item.name !== undefined) item.name = renames.get(item.name) ?? item.name;
    for (const rename of columnRenames(table, renames, object)) walk({ expression: item.expr }, tableScope(rename));
  }
  if (options.name !== undefined)
    statistics.defnames = [...old.slice(0, -1), options.name].map((sval) => ({ String: { sval } }));
  if (options.ifNotExists === true) statistics.if_not_exists = true;
  return deparse(node, object);
}
