import type { IndexStmt } from 'libpg-query';
import { Refusal } from '../../errors.ts';
import { elements } from '../../sql/index-statement.ts';
import { qualified } from '../../sql/value.ts';
import type { Catalog, Table } from '../../types.ts';
import { columnsPart, indexColumns } from '../index-columns.ts';
import { chosenName } from '../object-name.ts';

/** What makes the names of an index: what PostgreSQL puts at their end, and the name that was given. */
export interface Naming {
  /** `key` and `pkey` are names of constraints too. */
  readonly label: 'idx' | 'key' | 'pkey';
  readonly name: string | undefined;
  /** Names that are free by then. */
  readonly going?: readonly string[];
}

/** The name of the index on a table and on each of its partitions, as PostgreSQL would choose it; the same one each time. */
export function indexNames(
  { table, answers: { constraintNames = [] } }: Catalog,
  statement: IndexStmt,
  { label, name, going = [] }: Naming,
): (table: Table) => string {
  const columns =
    label === 'pkey'
      ? null
      : columnsPart(indexColumns([...elements(statement.indexParams), ...elements(statement.indexIncludingParams)]));
  const chosen = new Map<string, string>();
  const used = new Set<string>();
  return (of) => {
    const key = qualified(of).text;
    const known = chosen.get(key);
    if (known !== undefined) return known;
    const taken = [
      ...of.takenNames.filter((each) => !going.includes(each)),
      ...(label === 'idx' ? [] : constraintNames),
      ...used,
    ];
    const own = name !== undefined && of === table ? name : chosenName(of.name, columns, label, taken);
    chosen.set(key, own);
    used.add(own);
    return own;
  };
}

/** Refuses the name of something else. @throws Refusal when a relation has it. */
export function refuseTaken(table: Table, name: string): void {
  if (!table.takenNames.includes(name)) return;
  throw new Refusal(
    'name-taken',
    `${qualified({ schema: table.schema, name }).text} is there already.`,
    'Choose another name with --name.',
  );
}
