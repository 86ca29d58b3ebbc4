import type { IndexStmt } from 'libpg-query';
import { Refusal } from '../../errors.ts';
import { createIndex, elements } from '../../sql/index-statement.ts';
import { render } from '../../sql/render.ts';
import { literal, qualified, type Sql, textArray, verbatim } from '../../sql/value.ts';
import type { QualifiedName, Table } from '../../types.ts';
import type { Context } from '../context.ts';

/** An index that is to be made, of one table or one partition. */
export interface OneIndex {
  readonly table: QualifiedName;
  readonly index: QualifiedName;
}

/** An index that is to be made, with those of all partitions where its table is partitioned. */
export interface Building {
  readonly context: Context;
  readonly statement: IndexStmt;
  readonly top: OneIndex;
  /** Of tables that hold no rows themselves, the top first; none when the table is not partitioned. */
  readonly parents: readonly OneIndex[];
  /** Of tables that hold rows, each built concurrently. */
  readonly leaves: readonly OneIndex[];
  /** Every index of a partition, with the one that it becomes a part of. */
  readonly parts: readonly { readonly whole: QualifiedName; readonly part: QualifiedName }[];
}

/**
 * What has to be built for an index; `named` says what it is called on each table, the table itself first.
 * @throws Refusal when a partition cannot have one.
 */
export function buildingOf(context: Context, statement: IndexStmt, named: (table: Table) => string): Building {
  const { table } = context;
  const members = table.kind === 'p' ? table.family : [];
  const foreign = members.find(({ kind }) => kind === 'f');
  if (foreign !== undefined)
    throw new Refusal(
      'foreign-partition',
      `${qualified(foreign).text} is a foreign table, which cannot have a part of an index of ${qualified(table).text}.`,
      'Make the index on each of the other partitions.',
    );
  const tables = [table, ...members];
  const all = tables.map((each) => ({
    of: each,
    table: plain(each),
    index: { schema: each.schema, name: named(each) },
  }));
  const [first] = all;
  if (first === undefined) throw new Error('no table');
  const parts = members.flatMap((member) => {
    const whole = all.find(({ table: each }) => member.familyParents.some((parent) => isSame(parent, each)));
    const part = all.find(({ of }) => of === member);
    return whole === undefined || part === undefined ? [] : [{ whole: whole.index, part: part.index }];
  });
  const ones = (partitioned: boolean): OneIndex[] =>
    all.filter(({ of }) => (of.kind === 'p') === partitioned).map(({ table: on, index }) => ({ table: on, index }));
  return { context, statement, top: first, parents: ones(true), leaves: ones(false), parts };
}

const plain = ({ schema, name }: QualifiedName): QualifiedName => ({ schema, name });
const isSame = (a: QualifiedName, b: QualifiedName): boolean => a.schema === b.schema && a.name === b.name;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS: the lone statement that builds the index of one table. */
export const buildConcurrently = ({ statement }: Building, { table, index }: OneIndex): Sql =>
  definition(createIndex(statement, { table, name: index.name, concurrently: true, ifNotExists: true }));

/** The same under a lock, for down files. */
export const buildPlainly = ({ statement }: Building, { table, index }: OneIndex): Sql =>
  definition(createIndex(statement, { table, name: index.name, ifNotExists: true }));

/** Of a partitioned table alone: it holds no rows, so making it takes no time. */
export const createEmpty = ({ statement }: Building, { table, index }: OneIndex): Sql =>
  definition(createIndex(statement, { table, name: index.name, only: true, ifNotExists: true }));

const definition = (sql: string): Sql => render('definition', { definition: verbatim(sql) });

/** Whether there is an index of this name with these keys; its expressions cannot be compared before the server has printed them. */
export function alike({ statement }: Pick<Building, 'statement'>, { table, index }: OneIndex): Sql {
  const keys = elements(statement.indexParams);
  const columns = [...keys, ...elements(statement.indexIncludingParams)].map(({ name }) => name ?? '');
  const method = statement.accessMethod ?? 'btree';
  return render('index-alike', {
    index: literal(qualified(index).text),
    table: literal(qualified(table).text),
    unique: verbatim(String(statement.unique === true)),
    partial: verbatim(String(statement.whereClause !== undefined)),
    method: literal(method),
    columns: textArray(columns),
    options: literal(keys.map((key) => String(method === 'btree' ? optionsOf(key) : 0)).join(' ')),
  });
}

/** pg_index.indoption: 1 for DESC, 2 for NULLS FIRST, which DESC implies. */
function optionsOf({ ordering, nulls_ordering: nulls }: { ordering?: string; nulls_ordering?: string }): number {
  const descending = ordering === 'SORTBY_DESC';
  const first = nulls === 'SORTBY_NULLS_FIRST' || (descending && nulls !== 'SORTBY_NULLS_LAST');
  return (descending ? 1 : 0) + (first ? 2 : 0);
}
