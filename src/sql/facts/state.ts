import type { Node, RangeVar } from 'libpg-query';
import type { Answers, Catalog, Column, Facts, Lock, LockMode, QualifiedName } from '../../types.ts';
import { parseOne, withoutLocations } from '../parse.ts';
import { quoteIdentifier } from '../quote.ts';
import { provenNotNull } from './proof.ts';
import { FactsUnknown } from './unknown.ts';

export interface ColumnState {
  readonly name: string;
  readonly notNull: boolean;
  /** As the catalog writes it; null where a statement of the plan has said it. */
  readonly type: string | null;
}

export interface ConstraintState {
  readonly table: string;
  readonly name: string;
  /** The other end of a foreign key. */
  readonly references: string | null;
  readonly validated: boolean;
  /** Columns that cannot be NULL where it holds. */
  readonly proves: readonly string[];
}

export interface IndexState {
  readonly name: string;
  /** Without its schema, unquoted. */
  readonly bare: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** A type or a default that the catalog has already judged; trees without locations, for comparison. */
export interface Judged {
  readonly type: unknown;
  readonly constrained: boolean;
  readonly default: unknown;
  readonly volatile: boolean;
}

/** What earlier statements of the plan have made of the catalog, as far as facts depend on it. Relations are quoted and qualified. */
export interface SchemaState {
  readonly major: number;
  readonly table: string;
  /** Partitions and inheritance children, at any depth. */
  readonly children: readonly string[];
  /** Those of the table and its children that hold no rows themselves. */
  readonly partitioned: readonly string[];
  readonly columns: readonly ColumnState[];
  /** Columns of the primary key and of unique indexes of all rows. */
  readonly keys: readonly (readonly string[])[];
  readonly constraints: readonly ConstraintState[];
  readonly indexes: readonly IndexState[];
  readonly views: readonly { readonly name: string; readonly reads: readonly string[] }[];
  readonly statistics: readonly string[];
  /** Views and tables that the plan itself has made, where nothing was before: they hold no more than it put there. */
  readonly made: readonly string[];
  readonly judged: readonly Judged[];
}

/** What one statement does, and the state after it. */
export interface Observation {
  readonly facts: Facts;
  readonly state: SchemaState;
  /** What reads or writes a whole table while reads or writes of others wait for a lock: nothing of ours may. */
  readonly unsafe?: readonly { readonly sql: string; readonly lock: Lock }[];
}

/** `"Schema".name` as it stands in SQL. */
export function nameText(name: QualifiedName): string {
  return `${quoteIdentifier(name.schema)}.${quoteIdentifier(name.name)}`;
}

/** The quoted, qualified name of a relation. Throws FactsUnknown when it has no schema: search_path is not ours to guess. */
export function relationText(range: RangeVar | undefined): string {
  if (range?.relname === undefined) throw new FactsUnknown('a statement without a relation');
  if (range.schemaname === undefined) throw new FactsUnknown(`${range.relname} without its schema`);
  return nameText({ schema: range.schemaname, name: range.relname });
}

/** The same for a list of names, the last of which are schema and name. */
export function listText(names: readonly Node[] | undefined): string {
  const parts = (names ?? []).map((part) => ('String' in part ? (part.String.sval ?? '') : ''));
  const [schema, name] = parts.slice(-2);
  if (schema === undefined || name === undefined) throw new FactsUnknown(`${parts.join('.')} without its schema`);
  return nameText({ schema, name });
}

export const NOTHING: Facts = { locks: [], transaction: 'allowed', scans: false, rewrites: false, destroys: false };

/** Facts with one lock on each relation. */
export function locking(relations: readonly string[], mode: LockMode, more: Partial<Facts> = {}): Facts {
  const locks: Lock[] = relations.map((relation) => ({ relation, mode, retried: false }));
  return { ...NOTHING, ...more, locks };
}

/** The relation with its inheritance children, unless ONLY was said. */
export function withChildren(state: SchemaState, relation: string, inherits: boolean | undefined): string[] {
  return relation === state.table && inherits === true ? [relation, ...state.children] : [relation];
}

/** Is it the table, or one of its family? They have the column in common. */
export const isOurs = (state: SchemaState, relation: string): boolean =>
  relation === state.table || state.children.includes(relation);

/** The state before the plan's first statement. */
export function initialState(catalog: Catalog): SchemaState {
  const { table, server } = catalog;
  const own = nameText(table);
  const tables = [table, ...table.family];
  return {
    major: server.major,
    table: own,
    children: table.family.map(nameText),
    partitioned: tables.filter(({ kind }) => kind === 'p').map(nameText),
    columns: table.columns.map(({ name, notNull, type }) => ({ name, notNull, type })),
    keys: table.indexes
      .filter((index) => index.unique && index.valid && !index.partial && !index.hasExpressions)
      .map(({ columns }) => columns),
    constraints: tables
      .flatMap(({ constraints }) => constraints)
      .map((constraint) => ({
        table: nameText(constraint.table),
        name: constraint.name,
        references: constraint.incoming ? own : constraint.references && nameText(constraint.references),
        validated: constraint.validated,
        proves: constraint.type === 'c' ? provenNotNull(constraint.definition) : [],
      })),
    indexes: tables.flatMap((each) =>
      each.indexes.map((index) => ({
        name: nameText(index),
        bare: index.name,
        table: nameText(each),
        columns: index.columns,
      })),
    ),
    views: tables
      .flatMap(({ views }) => views)
      .map((view) => ({ name: nameText(view), reads: relationsRead(parseOne(view.definition)) })),
    statistics: tables.flatMap(({ statistics }) => statistics.map(nameText)),
    made: [],
    judged: [...table.columns.flatMap(judgedColumn), ...judgedAnswers(catalog.answers)],
  };
}

/** A column's type and default, and the type under a domain, which nothing constrains. */
const judgedColumn = (column: Column): Judged[] => [
  {
    type: typeTree(column.type),
    constrained: column.domainChecked || column.domainNotNull,
    default: column.default === null ? null : expressionTree(column.default.expression),
    volatile: column.default?.volatility === 'volatile',
  },
  { type: typeTree(column.typeUnderDomain), constrained: false, default: null, volatile: false },
];

/** What the server said of types and expressions that the user gave. */
const judgedAnswers = ({ types, expressions }: Answers): Judged[] => [
  ...types.map((type) => ({
    type: typeTree(type.type),
    constrained: type.domainChecked || type.domainNotNull,
    default: null,
    volatile: false,
  })),
  ...expressions.map(({ sql, volatility }) => ({
    type: null,
    constrained: false,
    default: expressionTree(sql),
    volatile: volatility === 'volatile',
  })),
];

/** Schema-qualified relations anywhere in a tree, system catalogs left out. */
export function relationsRead(value: object | undefined): readonly string[] {
  if (value === undefined) return [];
  const known = read.get(value);
  if (known !== undefined) return known;
  const names = relationsIn(value);
  read.set(value, names);
  return names;
}

// The same trees come again and again: guards and settings stand in every block.
const read = new WeakMap<object, readonly string[]>();

function relationsIn(value: object): string[] {
  const found = new Set<string>();
  const visit = (item: unknown): void => {
    if (Array.isArray(item)) return item.forEach(visit);
    if (typeof item !== 'object' || item === null) return;
    if ('RangeVar' in item) {
      const range = item.RangeVar as RangeVar;
      if (range.schemaname !== undefined && !isSystem(range.schemaname)) found.add(relationText(range));
    }
    Object.values(item).forEach(visit);
  };
  visit(value);
  return [...found];
}

/** Schemas whose relations no application waits for. */
export function isSystem(schema: string | undefined): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema';
}

function typeTree(type: string): unknown {
  return expressionTree(`NULL::${type}`);
}

function expressionTree(expression: string): unknown {
  return withoutLocations(parseOne(`SELECT ${expression}`));
}
