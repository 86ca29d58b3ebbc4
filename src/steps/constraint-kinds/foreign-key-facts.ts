import { columnOf } from '../../changes/values.ts';
import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, Finding, Table } from '../../types.ts';
import type { Context } from '../context.ts';

/** A foreign key that is to be added. */
export interface ForeignKey {
  readonly context: Context;
  readonly constraint: string;
  readonly columns: readonly string[];
  readonly other: Table;
  readonly referenced: readonly string[];
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
  readonly deferrable: boolean;
}

/** The two ends with their columns as the tables spell them. Throws UserError for one that is not there. */
export function endsOf(
  catalog: Catalog,
  [own, there]: readonly [readonly string[], readonly string[]],
): Pick<ForeignKey, 'columns' | 'other' | 'referenced'> {
  const [other] = catalog.others;
  if (other === undefined) throw new Error('the other table was not read');
  return {
    columns: own.map((word) => columnOf(word, catalog).name),
    other: other.oid === catalog.table.oid ? catalog.table : other,
    referenced: there.map((word) => columnOf(word, { table: other }).name),
  };
}

/** What the change says of the key besides its columns. */
export const actionsOf = (change: Change): Pick<ForeignKey, 'onDelete' | 'onUpdate' | 'deferrable'> => ({
  onDelete: change['onDelete'] as string | undefined,
  onUpdate: change['onUpdate'] as string | undefined,
  deferrable: change['deferrable'] === true,
});

/** @throws Refusal when PostgreSQL would not have such a key. */
export function refuseForeignKey({ context: { table }, other, referenced }: ForeignKey): void {
  const there = qualified(other).text;
  const list = referenced.map((name) => ident(name).text).join(', ');
  if (other.kind !== 'r' && other.kind !== 'p')
    throw new Refusal(
      'referenced-table',
      `${there} cannot be referred to: it is not a table of this server.`,
      'Name a table.',
    );
  if (!isKey(other, referenced))
    throw new Refusal(
      'no-key',
      `${there} has no primary key, unique constraint or unique index on ${list} alone that checks at once.`,
      `Add one first: plan add-unique ${there} ${list.replaceAll(', ', ' ')}`,
    );
  if (table.persistence === 'p' && other.persistence !== 'p')
    throw new Refusal(
      'unlogged',
      `${there} does not survive a crash, and a permanent table may only refer to one that does.`,
      'ALTER TABLE ... SET LOGGED first.',
    );
}

const isKey = ({ indexes }: Table, columns: readonly string[]): boolean =>
  indexes.some(
    (index) =>
      index.unique &&
      index.valid &&
      index.immediate &&
      !index.partial &&
      !index.hasExpressions &&
      index.keyColumns === columns.length &&
      columns.every((column) => index.columns.includes(column)),
  );

/** What a person should know: who looks for the rows that refer, and what an action cannot do. */
export function keyFindings({ context, columns, other, onDelete, onUpdate }: ForeignKey): Finding[] {
  const { table, catalog } = context;
  const [says, there] = [qualified(table).text, qualified(other).text];
  const list = columns.map((name) => ident(name).text).join(', ');
  const indexed = table.indexes.some(
    (index) =>
      index.valid &&
      !index.partial &&
      columns.every((column) => index.columns.slice(0, columns.length).includes(column)),
  );
  const required = table.columns.filter(({ name, notNull }) => notNull && columns.includes(name));
  const nulls = [onDelete, onUpdate].includes('set null') && required.length > 0;
  return [
    ...(indexed
      ? []
      : [
          {
            id: 'no-index',
            level: 'warning' as const,
            title: `No index on ${list}`,
            detail: `Every delete of a row of ${there}, and every change of its key, looks for rows of ${says} that refer to it and reads the whole table. First: plan add-index ${says} ${list.replaceAll(', ', ' ')}`,
            deploy: 2,
          },
        ]),
    ...(other.kind === 'p' && catalog.server.major < 18
      ? [
          {
            id: 'parts-stay-not-valid',
            level: 'note' as const,
            title: 'Parts of the key stay NOT VALID in the catalog',
            detail: `Before PostgreSQL 18 VALIDATE marks the key itself and not its parts, one for each partition of ${there}. The key is valid all the same, and no row can break it.`,
            deploy: 2,
          },
        ]
      : []),
    ...(nulls
      ? [
          {
            id: 'set-null-not-null',
            level: 'warning' as const,
            title: 'SET NULL meets NOT NULL',
            detail: `${required.map(({ name }) => ident(name).text).join(', ')} of ${says} is NOT NULL, so what would set it to NULL fails.`,
            deploy: 2,
          },
        ]
      : []),
  ];
}
