import type { Catalog, Plan, QualifiedName } from '../types.ts';

/** A name to look for in code. */
export interface WantedName {
  readonly name: string;
  readonly is: 'column' | 'relation' | 'function';
}

/** What to look for: names, and the table that makes them the right ones. */
export interface Wanted {
  readonly names: readonly WantedName[];
  readonly table: QualifiedName;
  /** The table, its partitions and those that inherit from it. */
  readonly tables: readonly QualifiedName[];
  readonly searchPath: readonly string[];
}

/** What code has to be looked through for, or null when the plan changes nothing that code names. */
export function wantedOf(plan: Plan, catalog: Catalog): Wanted | null {
  const { table, searchPath, target, users } = catalog;
  const touched = plan.wording?.touches?.columns ?? [];
  const named = plan.wording?.names ?? (target === 'table' ? [table.name] : plan.target.columns.map(({ old }) => old));
  const names = [...new Set([...named, ...touched])].map((name): WantedName => {
    if (touched.includes(name)) return { name, is: 'column' };
    if (target === 'columns' && table.columns.some((column) => column.name === name)) return { name, is: 'column' };
    const called = users?.list.some((user) => user.kind === 'function' && user.name === name) === true;
    return { name, is: called ? 'function' : 'relation' };
  });
  if (names.length === 0) return null;
  const tables = [table, ...table.family].map(({ schema, name }) => ({ schema, name }));
  return { names, table: { schema: table.schema, name: table.name }, tables, searchPath };
}
