import type { Catalog, Column, QualifiedName, Table } from '../types.ts';
import { alike, type Difference, differing } from './reconcile.ts';

export type { Difference } from './reconcile.ts';

const qualified = ({ schema, name }: QualifiedName): string => `${schema}.${name}`;
const named = ({ name }: { readonly name: string }): string => name;

/** What differs between today's catalogs and those that the plan was made from, each thing once. */
export function differences(now: readonly Catalog[], before: readonly Catalog[]): Difference[] {
  const all = now.flatMap(({ table, others, server }, at) => {
    const known = before[at];
    if (known === undefined) return [];
    const version: Difference[] =
      server.major === known.server.major
        ? []
        : [{ name: `PostgreSQL ${String(known.server.major)} (now ${String(server.major)})`, how: 'changed' }];
    return [
      ...version,
      ...ofTable(table, known.table),
      ...others.flatMap((other, place) => ofTable(other, known.others[place])),
    ];
  });
  return all.filter((each, at) => all.findIndex((other) => alike(each, other)) === at);
}

function ofTable(now: Table, before: Table | undefined): Difference[] {
  if (before === undefined) return [];
  const own = <T extends { readonly name: string; readonly table: QualifiedName }>(item: T): string =>
    `${item.name} on ${qualified(item.table)}`;
  return [
    ...differing('table', [now], [before], qualified, sameTable),
    ...differing('column', now.columns, before.columns, (column) => `${qualified(now)}.${column.name}`, sameColumn),
    ...differing('index', now.indexes, before.indexes, qualified, without('bytes', 'dependents')),
    ...[true, false].flatMap((incoming) =>
      differing(
        'constraint',
        now.constraints.filter((each) => each.incoming === incoming),
        before.constraints.filter((each) => each.incoming === incoming),
        own,
      ),
    ),
    ...differing('trigger', now.triggers, before.triggers, named),
    ...differing('policy', now.policies, before.policies, own),
    ...differing('rule', now.rules, before.rules, own),
    ...differing('statistics', now.statistics, before.statistics, qualified),
    ...differing('publication', now.publications, before.publications, named),
    ...differing('view', now.views, before.views, qualified),
    ...differing('function', now.functions, before.functions, (each) => `${qualified(each)}(${each.arguments})`),
    ...differing('partition or child', now.family, before.family, qualified, () => true),
    ...now.family.flatMap((member) =>
      ofTable(
        member,
        before.family.find((each) => qualified(each) === qualified(member)),
      ),
    ),
  ];
}

const said = ({ owner, comment, grants, rowSecurity, forceRowSecurity, replicaIdentity, persistence }: Table) => [
  owner,
  comment,
  grants,
  rowSecurity,
  forceRowSecurity,
  replicaIdentity,
  persistence,
];

/** What of a table no list of its own shows; not its size. */
function sameTable(one: Table, other: Table): boolean {
  return alike(said(one), said(other));
}

/** What ANALYZE finds out is no change. */
const sameColumn = (one: Column, other: Column): boolean =>
  without<Column>('attnum', 'averageWidth', 'nullFraction')(one, other);

const without =
  <T extends object>(...properties: readonly string[]) =>
  (one: T, other: T): boolean => {
    const rest = (item: T): unknown => Object.entries(item).filter(([name]) => !properties.includes(name));
    return alike(rest(one), rest(other));
  };
