import { columnsBeside, type Context, renames } from './context.ts';
import {
  renameInConstraint,
  renameInExpression,
  renameInIndex,
  renameInRule,
  renameInStatistics,
  renameInTrigger,
  type Renames,
} from '../sql/rename/index.ts';
import type {
  Catalog,
  Constraint,
  Index,
  Member,
  Policy,
  Publication,
  QualifiedName,
  Table,
  Trigger,
} from '../types.ts';
import { members } from './family.ts';
import { standIn } from './stand-in.ts';
import { renamedView } from './views.ts';

/** Columns of one table under their other names. */
interface Renamed {
  readonly table: Table;
  readonly names: Renames;
}

const swap = ({ names }: Renamed, columns: readonly string[]): string[] =>
  columns.map((column) => names.get(column) ?? column);

function expression({ table, names }: Renamed, text: string | null, on: QualifiedName = table): string | null {
  if (text === null) return null;
  const own = on.schema === table.schema && on.name === table.name;
  return renameInExpression(text, table, names, own ? {} : { on });
}

const index = (renamed: Renamed, old: Index): Index => ({
  ...old,
  columns: swap(renamed, old.columns),
  definition: renameInIndex(old.definition, renamed.table, renamed.names, {
    name: old.name,
    concurrently: false,
    ifNotExists: false,
  }),
});

function constraint(renamed: Renamed, old: Constraint): Constraint {
  const columns = swap(renamed, old.columns);
  if (!old.columns.some((column) => renamed.names.has(column)) || !['c', 'f'].includes(old.type))
    return { ...old, columns };
  const side = old.incoming ? 'referenced' : 'own';
  return {
    ...old,
    columns,
    definition: renameInConstraint(old.definition, renamed.table, renamed.names, side),
  };
}

const trigger = (renamed: Renamed, old: Trigger): Trigger => ({
  ...old,
  updateOf: swap(renamed, old.updateOf),
  columns: swap(renamed, old.columns),
  arguments: swap(renamed, old.arguments),
  definition: renameInTrigger(old.definition, renamed.table, renamed.names, {
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
 * What only contract rewrites. Where the old columns stay it rewrites nothing, and there may be a definition that cannot
 * be rewritten at all.
 */
function rewritten(context: Context, renamed: Renamed): Pick<Table, 'policies' | 'publications' | 'rules' | 'views'> {
  const { table } = context;
  const both = columnsBeside(context);
  const named = <T extends { readonly columns: readonly string[] }>(old: T): T => ({
    ...old,
    columns: swap(renamed, old.columns),
  });
  if (standIn(context)) {
    const { policies, publications, rules, views } = table;
    return { policies: policies.map(named), publications, rules: rules.map(named), views: views.map(named) };
  }
  return {
    policies: table.policies.map((old) => policy(renamed, old)),
    publications: table.publications.map((old) => publication(renamed, old)),
    rules: table.rules.map((old) => ({
      ...named(old),
      definition: renameInRule(old.definition, table, renamed.names, both),
    })),
    views: table.views.map((old) => ({
      ...named(old),
      definition: renamedView(context, old),
    })),
  };
}

/**
 * The catalog as it will be after contract: the columns under their new names and in their place, and every definition with
 * it. The forward fix that brings the old name back is planned against this.
 */
export function catalogAfterContract(context: Context): Catalog {
  const family = context.table.family.map((own, at): Member => {
    const member = members(context)[at];
    return member === undefined ? own : { ...own, ...tableAfter(member) };
  });
  return { ...context.catalog, table: { ...tableAfter(context), family } };
}

function tableAfter(context: Context): Table {
  const { table, pairs } = context;
  const names = renames(context);
  const renamed: Renamed = { table, names };
  const moved = pairs.map(({ old, name }) => ({ ...old, name }));
  const columns = standIn(context)
    ? table.columns.map((c) => ({ ...c, name: names.get(c.name) ?? c.name }))
    : [...table.columns.filter((c) => !names.has(c.name)), ...moved];
  return {
    ...table,
    columns,
    indexes: table.indexes.map((old) => index(renamed, old)),
    constraints: table.constraints.map((old) => constraint(renamed, old)),
    triggers: table.triggers.map((old) => trigger(renamed, old)),
    ...rewritten(context, renamed),
    statistics: table.statistics.map((old) => ({
      ...old,
      columns: swap(renamed, old.columns),
      definition: renameInStatistics(old.definition, table, names, { name: old.name }),
    })),
    functions: table.functions.filter((old) => old.body === 'atomic'),
  };
}
