import { render } from '../../sql/render.ts';
import { ident, inFormat, list, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { lockTable, retried } from '../blocks.ts';
import { eachMember, execute, hasFamily, lockFamily, MEMBER, tableAlone } from '../family.ts';
import { and } from '../state.ts';
import { ownRows, rowsWhere, type Violations } from '../violations.ts';
import type { ForeignKey } from './foreign-key-facts.ts';

/** ALTER TABLE ... ADD FOREIGN KEY, of the table or of what stands for each partition. */
export function addKey(
  key: ForeignKey,
  { on, validity }: { on: 'table' | 'member'; validity: '' | ' NOT VALID' },
): Sql {
  const { context, constraint, columns, other, referenced, onDelete, onUpdate, deferrable } = key;
  const placed = on === 'member' ? inFormat : (value: Sql): Sql => value;
  const names = (all: readonly string[]): Sql => list(all.map((name) => placed(ident(name))));
  const clauses = [
    onDelete === undefined ? '' : ` ON DELETE ${onDelete.toUpperCase()}`,
    onUpdate === undefined ? '' : ` ON UPDATE ${onUpdate.toUpperCase()}`,
    deferrable ? ' DEFERRABLE' : '',
    validity,
  ];
  return render('add-foreign-key', {
    // Children that inherit are not bound by it.
    table: on === 'member' ? MEMBER : context.table.kind === 'p' ? qualified(context.table) : tableAlone(context.table),
    constraint: placed(ident(constraint)),
    columns: names(columns),
    other: placed(qualified(other)),
    referenced: names(referenced),
    options: verbatim(clauses.join('')),
  });
}

/** Both tables in one transaction, the referring one first; writes wait, reads go on. */
export function underBothLocks(key: ForeignKey, title: string, statements: readonly Sql[]): Sql {
  const { context, other } = key;
  const { table } = context;
  const strong = table.kind === 'p' ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE';
  return retried(context, title, [
    table.kind === 'p' ? lockFamily(context, strong) : lockTable(table, strong),
    ...(other === table ? [] : [other, ...other.family].map((each) => lockTable(each, strong))),
    ...statements,
  ]);
}

/** A foreign key of each partition that has none yet, also of those that came after the plan was made. */
export const addToPartitions = (key: ForeignKey): Sql =>
  underBothLocks(key, 'A key for each partition: before 18 that of a partitioned table cannot be NOT VALID.', [
    eachMember(
      key.context,
      'Those that have it keep it.',
      [
        render('member-lacks-constraint', {
          constraint: literal(key.constraint),
          statement: execute(addKey(key, { on: 'member', validity: ' NOT VALID' })),
        }),
      ],
      'members with rows',
    ),
  ]);

/** Whether each partition has to have its own key before the partitioned table has. */
export const byPartition = ({ context: { table, catalog } }: ForeignKey): boolean =>
  table.kind === 'p' && catalog.server.major < 18;

const of = (table: 'referring' | 'referenced', column: string): Sql => list([verbatim(table), ident(column)], '.');

/** Rows that refer to nothing. */
export function orphans({ context: { table }, constraint, columns, other, referenced }: ForeignKey): Violations {
  const matches = columns.map((name, at) =>
    list([of('referenced', referenced[at] ?? ''), of('referring', name)], ' = '),
  );
  const known = columns.map((name) => render('is-not-null', { value: of('referring', name) }));
  const rows = rowsWhere(
    table,
    list([ownRows(table), verbatim('AS referring')], ' '),
    columns,
    render('no-such-row', {
      known: and(...known),
      other: other.kind === 'p' || !hasFamily(other) ? qualified(other) : tableAlone(other),
      matches: and(...matches),
    }),
  );
  return {
    says: `Rows of ${qualified(table).text} that refer to no row of ${qualified(other).text}`,
    rows,
    hint: `Correct or delete them, or add the rows they refer to; the query in the notes finds them. Then run this file again. To give the key up: ALTER TABLE ${qualified(table).text} DROP CONSTRAINT ${ident(constraint).text};`,
  };
}
