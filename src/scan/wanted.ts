import { qualified } from '../sql/value.ts';
import type { Catalog, Plan, PlanPart, QualifiedName } from '../types.ts';

/** A name to look for in code. */
export interface WantedName {
  readonly name: string;
  readonly is: 'column' | 'relation' | 'function';
}

/** What to look for of one table: names, and the table that makes them the right ones. */
export interface Wanted {
  readonly names: readonly WantedName[];
  readonly table: QualifiedName;
  /** The table as it stands in SQL. */
  readonly says: string;
  /** The table, its partitions and those that inherit from it. */
  readonly tables: readonly QualifiedName[];
  readonly searchPath: readonly string[];
}

/** The names that code has to be looked through for because of a change, each once; none when it changes nothing that code names. */
export function namesIn({ wording, target }: Pick<PlanPart, 'wording' | 'target'>): string[] {
  const own = target.newName === undefined ? target.columns.map(({ old }) => old) : [target.name];
  return [...new Set([...(wording?.names ?? own), ...(wording?.touches?.columns ?? [])])];
}

/** What code has to be looked through for, with one catalog a change: one of each table that has names to look for. */
export function wantedOf(plan: Plan, catalogs: readonly Catalog[]): Wanted[] {
  const parts: readonly Pick<PlanPart, 'wording' | 'target'>[] = plan.parts ?? [plan];
  const found = new Map<string, Wanted>();
  for (const [at, part] of parts.entries()) {
    const catalog = catalogs[at];
    if (catalog === undefined) continue;
    const says = qualified(catalog.table).text;
    const wanted = found.get(says) ?? { ...tableOf(catalog), says, names: [] };
    const names = namesIn(part)
      .map((name) => wantedName(name, part, catalog))
      .filter(({ name, is }) => !wanted.names.some((each) => each.name === name && each.is === is));
    found.set(says, { ...wanted, names: [...wanted.names, ...names] });
  }
  return [...found.values()].filter(({ names }) => names.length > 0);
}

const tableOf = ({ table, searchPath }: Catalog): Omit<Wanted, 'names' | 'says'> => ({
  table: { schema: table.schema, name: table.name },
  tables: [table, ...table.family].map(({ schema, name }) => ({ schema, name })),
  searchPath,
});

function wantedName(
  name: string,
  { wording }: Pick<PlanPart, 'wording'>,
  { table, target, users }: Catalog,
): WantedName {
  const isColumn = target === 'columns' && table.columns.some((column) => column.name === name);
  if (isColumn || wording?.touches?.columns.includes(name) === true) return { name, is: 'column' };
  const called = users?.list.some((user) => user.kind === 'function' && user.name === name) === true;
  return { name, is: called ? 'function' : 'relation' };
}
