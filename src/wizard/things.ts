import { kinds } from '../changes/index.ts';
import type { Kind, Subject, Trait } from '../changes/kind.ts';
import type { SurveyedTable } from '../catalog/survey.ts';
import type { SurveyedColumn, SurveyedConstraint, SurveyedIndex, TableParts } from '../catalog/survey-table.ts';

/** Something in the database that a change can be about. Names are as they would be typed. */
export interface Thing {
  readonly on: Subject;
  readonly table: SurveyedTable;
  readonly name: string;
  readonly traits: readonly Trait[];
  readonly column?: SurveyedColumn;
  readonly index?: SurveyedIndex;
  readonly constraint?: SurveyedConstraint;
}

/** The table itself, its columns, indexes and constraints: all that some kind of change is offered for. */
export function thingsOf(table: SurveyedTable, { columns, indexes, constraints }: TableParts): Thing[] {
  const all: Thing[] = [
    { on: 'table', table, name: table.name, traits: tableTraits(table) },
    ...columns.map((column) => ({
      on: 'column' as const,
      table,
      name: column.name,
      traits: columnTraits(column),
      column,
    })),
    ...indexes.map((index) => ({ on: 'index' as const, table, name: index.name, traits: indexTraits(index), index })),
    ...constraints.map((constraint) => ({
      on: 'constraint' as const,
      table,
      name: constraint.name,
      traits: only({ inherited: constraint.inherited }),
      constraint,
    })),
  ];
  return all.filter((thing) => kindsFor(thing).length > 0);
}

/** The kinds of change that make sense for it. */
export function kindsFor({ on, traits }: Pick<Thing, 'on' | 'traits'>): Kind[] {
  return kinds.filter(({ offers }) =>
    offers.some(
      ({ on: subject, is = [], not = [] }) =>
        subject === on && is.every((trait) => traits.includes(trait)) && !not.some((trait) => traits.includes(trait)),
    ),
  );
}

function tableTraits({ hasPrimaryKey, isPartition }: SurveyedTable): Trait[] {
  return only({ 'primary key': hasPrimaryKey, partition: isPartition });
}

function columnTraits(column: SurveyedColumn): Trait[] {
  return only({
    nullable: !column.notNull,
    default: column.default !== null,
    generated: column.generated,
    identity: column.identity,
    'in primary key': column.primary,
  });
}

function indexTraits({ ofConstraint, inherited }: SurveyedIndex): Trait[] {
  return only({ 'of a constraint': ofConstraint, inherited });
}

function only(traits: Readonly<Partial<Record<Trait, boolean>>>): Trait[] {
  return (Object.keys(traits) as Trait[]).filter((trait) => traits[trait] === true);
}
