import { render } from '../../sql/render.ts';
import { ident, list, qualified, type Sql } from '../../sql/value.ts';
import type { QualifiedName, Table } from '../../types.ts';
import { lockBudget } from '../blocks.ts';

/** A sequence, an index, statistics or a constraint whose name begins with the table's. */
export interface CarriedName {
  readonly kind: 'sequence' | 'index' | 'constraint' | 'statistics';
  readonly schema: string;
  readonly from: string;
  readonly to: string;
}

const MAX_BYTES = 63;

/** Names that begin with the old name of the table, as PostgreSQL makes them, with what they would be for the new one. */
export function carriedNames(table: Table, name: string): CarriedName[] {
  const found = [...sequences(table), ...constraints(table), ...indexes(table), ...statistics(table)];
  const taken = new Set(table.takenNames);
  return found.flatMap(({ kind, schema, name: from }): CarriedName[] => {
    if (!from.startsWith(`${table.name}_`)) return [];
    const to = `${name}${from.slice(table.name.length)}`;
    if (Buffer.byteLength(to) > MAX_BYTES || taken.has(to)) return [];
    taken.add(to);
    return [{ kind, schema, from, to }];
  });
}

type Found = QualifiedName & Pick<CarriedName, 'kind'>;

const sequences = ({ columns }: Table): Found[] =>
  columns.flatMap(({ sequence }) => (sequence === null ? [] : [{ kind: 'sequence' as const, ...sequence }]));

/** What a table inherits carries the parent's name and can be renamed there alone. */
const constraints = (table: Table): Found[] =>
  table.constraints
    .filter((c) => c.table.schema === table.schema && c.table.name === table.name)
    .filter((c) => !(table.parents.length > 0 && (c.type === 'c' || c.type === 'n')))
    .filter((c) => c.type !== 't')
    .map(({ name }) => ({ kind: 'constraint' as const, schema: table.schema, name }));

/** The index behind a constraint follows the constraint. */
const indexes = (table: Table): Found[] =>
  table.indexes
    .filter(({ constraint }) => constraint === null)
    .map(({ schema, name }) => ({ kind: 'index' as const, schema, name }));

const statistics = (table: Table): Found[] =>
  table.statistics.map(({ schema, name }) => ({ kind: 'statistics' as const, schema, name }));

/** ALTER ... RENAME of one of them; a constraint belongs to the table, whatever it is called then. */
export function renameCarried(table: QualifiedName, { kind, schema, from, to }: CarriedName): Sql {
  const own = qualified({ schema, name: from });
  const statement = {
    sequence: () => render('rename-sequence', { sequence: own, name: ident(to) }),
    index: () => render('rename-index', { index: own, name: ident(to) }),
    statistics: () => render('rename-statistics', { statistics: own, name: ident(to) }),
    constraint: () =>
      render('rename-constraint', { table: qualified(table), constraint: ident(from), name: ident(to) }),
  }[kind]();
  return list([lockBudget(), statement], '\n');
}

export const reversed = ({ from, to, ...rest }: CarriedName): CarriedName => ({ ...rest, from: to, to: from });
