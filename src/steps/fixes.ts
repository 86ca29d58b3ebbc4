import {
  renameInConstraint,
  renameInExpression,
  renameInIndex,
  renameInQuery,
  renameInRule,
  renameInStatistics,
  renameInTrigger,
} from '../sql/rename/index.ts';
import type { Catalog, Constraint, Index, Policy, Publication, QualifiedName, Table, Trigger } from '../types.ts';

/** One column of one table under its other name. */
interface Renamed {
  readonly table: Table;
  readonly from: string;
  readonly to: string;
}

const swap = ({ from, to }: Renamed, names: readonly string[]): string[] =>
  names.map((name) => (name === from ? to : name));

function expression({ table, from, to }: Renamed, text: string | null, on: QualifiedName = table): string | null {
  if (text === null) return null;
  const own = on.schema === table.schema && on.name === table.name;
  return renameInExpression(text, table, from, to, own ? {} : { on });
}

const index = (renamed: Renamed, old: Index): Index => ({
  ...old,
  columns: swap(renamed, old.columns),
  definition: renameInIndex(old.definition, renamed.table, renamed.from, renamed.to, {
    name: old.name,
    concurrently: false,
    ifNotExists: false,
  }),
});

function constraint(renamed: Renamed, old: Constraint): Constraint {
  const columns = swap(renamed, old.columns);
  if (!old.columns.includes(renamed.from) || !['c', 'f'].includes(old.type)) return { ...old, columns };
  const side = old.incoming ? 'referenced' : 'own';
  return {
    ...old,
    columns,
    definition: renameInConstraint(old.definition, renamed.table, renamed.from, renamed.to, side),
  };
}

const trigger = (renamed: Renamed, old: Trigger): Trigger => ({
  ...old,
  updateOf: swap(renamed, old.updateOf),
  columns: swap(renamed, old.columns),
  arguments: swap(renamed, old.arguments),
  definition: renameInTrigger(old.definition, renamed.table, renamed.from, renamed.to, {
    arguments: (args) => swap(renamed, args),
  }),
});

const policy = (renamed: Renamed, old: Policy): Policy => ({
  ...old,
  columns: swap(renamed, old.columns),
  using: expression(renamed, old.using, old.table),
  check: expression(renamed, old.check, old.table),
});

const publication = (renamed: Renamed, old: Publication): Publication => ({
  ...old,
  columns: old.columns === null ? null : swap(renamed, old.columns),
  filterColumns: swap(renamed, old.filterColumns),
  filter: expression(renamed, old.filter),
});

/**
 * The catalog as it will be after contract: the column under its new name, in last place, and every definition with
 * it. The forward fix that brings the old name back is planned against this.
 */
export function catalogAfterContract(catalog: Catalog, from: string, to: string): Catalog {
  const { table } = catalog;
  const renamed: Renamed = { table, from, to };
  const moved = table.columns.filter((c) => c.name === from).map((c) => ({ ...c, name: to }));
  const columns = [...table.columns.filter((c) => c.name !== from), ...moved];
  const both = [...table.columns.map((c) => c.name), to];
  return {
    ...catalog,
    table: {
      ...table,
      columns,
      indexes: table.indexes.map((old) => index(renamed, old)),
      constraints: table.constraints.map((old) => constraint(renamed, old)),
      triggers: table.triggers.map((old) => trigger(renamed, old)),
      policies: table.policies.map((old) => policy(renamed, old)),
      publications: table.publications.map((old) => publication(renamed, old)),
      rules: table.rules.map((old) => ({
        ...old,
        columns: swap(renamed, old.columns),
        definition: renameInRule(old.definition, table, from, to, both),
      })),
      statistics: table.statistics.map((old) => ({
        ...old,
        columns: swap(renamed, old.columns),
        definition: renameInStatistics(old.definition, table, from, to, { name: old.name }),
      })),
      views: table.views.map((old) => ({
        ...old,
        columns: swap(renamed, old.columns),
        definition: renameInQuery(old.definition, table, from, to, both),
      })),
      functions: table.functions.filter((old) => old.body === 'atomic'),
    },
  };
}
