import { qualified } from '../../sql/value.ts';
import type { Index, Member, QualifiedName, Table } from '../../types.ts';
import type { Building, OneIndex } from '../building/building.ts';
import type { Context } from '../context.ts';
import { helperName } from '../names.ts';

/** An index of the table or of a partition, on its way: what it is called now, then, and while both are there. */
export interface Swap {
  readonly table: QualifiedName;
  /** The new index until contract. */
  readonly helper: QualifiedName;
  /** The new index from contract on. */
  readonly final: QualifiedName;
  /** The old index, and what it is called until it is dropped; null where a partition has none. */
  readonly old: QualifiedName | null;
  readonly leaving: QualifiedName;
}

/** An index, and the one that takes its place. */
export interface Replacement {
  readonly context: Context;
  readonly index: Index;
  readonly building: Building;
  /** The table's own first. */
  readonly swaps: readonly Swap[];
}

/** What the new index of a table is called before it takes the old one's name over. */
export const helperOf = (planId: string, table: Table): string =>
  helperName('idx', table.name, planId, table.schema, table.name);

/** What becomes of every index: `named` says what the new ones are called in the end. */
export function swapsOf(context: Context, index: Index, building: Building, named: (table: Table) => string): Swap[] {
  const { table, planId } = context;
  return [...building.parents, ...building.leaves].map((one: OneIndex): Swap => {
    const of = [table, ...table.family].find((each) => isSame(each, one.table)) ?? table;
    const old = of === table ? index : partOf(of as Member, index, table);
    const leaving = helperName('old', of.name, planId, of.schema, of.name);
    return {
      table: one.table,
      helper: one.index,
      final: { schema: of.schema, name: named(of) },
      old: old ?? null,
      leaving: { schema: of.schema, name: leaving },
    };
  });
}

/** The names of the old index and of its parts, which are free once it is gone. */
export const oldNames = ({ table }: Context, index: Index): string[] => [
  index.name,
  ...table.family.flatMap((member) => partOf(member, index, table)?.name ?? []),
];

/** The index of a partition that is a part of this one, at any depth. */
function partOf(member: Member, whole: Index, table: Table): Index | undefined {
  const [parent] = member.familyParents;
  const above = table.family.find((each) => parent !== undefined && isSame(each, parent));
  const upper = above === undefined ? whole : partOf(above, whole, table);
  return member.indexes.find((each) => each.parent !== null && upper !== undefined && isSame(each.parent, upper));
}

const isSame = (a: QualifiedName, b: QualifiedName): boolean => qualified(a).text === qualified(b).text;
