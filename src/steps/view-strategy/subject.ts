import type { QualifiedName } from '../../types.ts';
import type { Context } from '../context.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { helperName } from '../names.ts';

/** What every step works from: columns renamed in place, and a view in the table's place that shows both names of each. */
export interface ViewRename extends Context {
  /** The table's name while the view stands in its place. */
  readonly helper: QualifiedName;
  readonly mirror: Mirror;
}

/** Old code finds the old names where they were; the new ones come last. */
export function viewRename(context: Context): ViewRename {
  const { planId, catalog, table, pairs } = context;
  const helper = { schema: table.schema, name: helperName('table', table.name, planId) };
  const renamed = new Map(pairs.map(({ old, name }) => [old.name, { ...old, name }]));
  const mirror: Mirror = {
    planId,
    view: { schema: table.schema, name: table.name },
    base: helper,
    shown: [
      ...table.columns.map((column) => ({ name: column.name, of: renamed.get(column.name) ?? column })),
      ...[...renamed.values()].map((of) => ({ name: of.name, of })),
    ],
    table,
    major: catalog.server.major,
  };
  return { ...context, helper, mirror };
}
