import {
  renameInConstraint,
  renameInExpression,
  renameInIndex,
  renameInQuery,
  renameInRule,
  renameInStatistics,
  renameInTrigger,
} from '../sql/rename/index.ts';
import type { Catalog, Table } from '../types.ts';

const swap = (names: readonly string[], from: string, to: string): string[] => names.map((n) => (n === from ? to : n));

/**
 * The catalog as it will be after contract: the column under its new name, in last place, and every definition with
 * it. The forward fix that brings the old name back is planned against this.
 */
export function catalogAfterContract(catalog: Catalog, from: string, to: string): Catalog {
  const table: Table = catalog.table;
  const moved = table.columns.filter((c) => c.name === from).map((c) => ({ ...c, name: to }));
  const columns = [...table.columns.filter((c) => c.name !== from), ...moved];
  const names = columns.map((c) => c.name);
  const expression = (text: string | null, on = table as { schema: string; name: string }): string | null =>
    text === null
      ? null
      : renameInExpression(text, table, from, to, on.schema === table.schema && on.name === table.name ? {} : { on });
  return {
    ...catalog,
    table: {
      ...table,
      columns,
      indexes: table.indexes.map((index) => ({
        ...index,
        columns: swap(index.columns, from, to),
        definition: renameInIndex(index.definition, table, from, to, {
          name: index.name,
          concurrently: false,
          ifNotExists: false,
        }),
      })),
      constraints: table.constraints.map((c) => ({
        ...c,
        columns: swap(c.columns, from, to),
        definition:
          c.columns.includes(from) && 'cf'.includes(c.type)
            ? renameInConstraint(c.definition, table, from, to, c.incoming ? 'referenced' : 'own')
            : c.definition,
      })),
      triggers: table.triggers.map((t) => ({
        ...t,
        updateOf: swap(t.updateOf, from, to),
        columns: swap(t.columns, from, to),
        arguments: swap(t.arguments, from, to),
        definition: renameInTrigger(t.definition, table, from, to, { arguments: (args) => swap(args, from, to) }),
      })),
      policies: table.policies.map((p) => ({
        ...p,
        columns: swap(p.columns, from, to),
        using: expression(p.using, p.table),
        check: expression(p.check, p.table),
      })),
      rules: table.rules.map((r) => ({
        ...r,
        columns: swap(r.columns, from, to),
        definition: renameInRule(r.definition, table, from, to, names),
      })),
      statistics: table.statistics.map((s) => ({
        ...s,
        columns: swap(s.columns, from, to),
        definition: renameInStatistics(s.definition, table, from, to, { name: s.name }),
      })),
      publications: table.publications.map((p) => ({
        ...p,
        columns: p.columns === null ? null : swap(p.columns, from, to),
        filterColumns: swap(p.filterColumns, from, to),
        filter: expression(p.filter),
      })),
      views: table.views.map((v) => ({
        ...v,
        columns: swap(v.columns, from, to),
        definition: renameInQuery(v.definition, table, from, to, [...table.columns.map((c) => c.name), to]),
      })),
      functions: table.functions.filter((f) => f.body === 'atomic'),
    },
  };
}
