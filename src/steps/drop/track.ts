import { render } from '../../sql/render.ts';
import { body, ident, list, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Column } from '../../types.ts';
import { ifBlock, lockTable, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import { imagesDiffer } from '../equality.ts';
import { lockFamily } from '../family.ts';
import { not, or } from '../state.ts';
import { archiveTable } from './archive-schema.ts';
import { type Archive, definition, names } from './archive.ts';

const field = (record: 'NEW' | 'OLD', column: Column): Sql =>
  render('record-field', { record: verbatim(record), field: ident(column.name) });

/** When a write must be noted: it leaves, changes or takes away a value that is archived under the row's key. */
function conditions({ keys, column }: Archive): Readonly<Record<keyof Archive['triggers'], Sql>> {
  const has = (record: 'NEW' | 'OLD'): Sql => render('is-not-null', { value: field(record, column) });
  return {
    INSERT: has('NEW'),
    UPDATE: or(...[column, ...keys].map((each) => imagesDiffer(field('NEW', each), field('OLD', each)))),
    DELETE: has('OLD'),
  };
}

/** Notes the keys of rows that change from here on: rows are only added to the list, so writers never wait for each other. */
export function trackChanges(context: Context, archive: Archive): Sql {
  const { table, planId } = context;
  const target = qualified(archive.function);
  const fields = (record: 'NEW' | 'OLD'): Sql => list(archive.keys.map((key) => field(record, key)));
  const says = (what: string): Sql => literal(`expand-contract: ${what} of plan ${planId}`);
  const when = conditions(archive);
  const statements = [
    lockFamily(context, 'SHARE ROW EXCLUSIVE'),
    ...archiveTable(
      table,
      archive.changes,
      [verbatim('expand_contract_member oid'), ...archive.keys.map(definition)],
      `expand-contract: changes of plan ${planId}`,
    ),
    render('sync-function', {
      function: target,
      security: verbatim(' SECURITY DEFINER'),
      body: body(
        render('track-body', {
          changes: qualified(archive.changes),
          keys: list(names(archive)),
          before: fields('OLD'),
          after: fields('NEW'),
        }),
      ),
    }),
    render('revoke-execute', { function: target }),
    render('set-owner', { kind: verbatim('FUNCTION'), name: verbatim(`${target.text}()`), owner: ident(table.owner) }),
    render('comment-on', {
      kind: verbatim('FUNCTION'),
      name: verbatim(`${target.text}()`),
      text: says('track function'),
    }),
    ...(['INSERT', 'UPDATE', 'DELETE'] as const).flatMap((event) => {
      const trigger = { trigger: ident(archive.triggers[event]), table: qualified(table) };
      return [
        render('track-trigger', { ...trigger, event: verbatim(event), condition: when[event], function: target }),
        // Logical replication and sessions with session_replication_role = replica fire no other trigger.
        render('enable-always-trigger', trigger),
        render('comment-on-table-object', {
          kind: verbatim('TRIGGER'),
          name: trigger.trigger,
          table: trigger.table,
          text: says('track trigger'),
        }),
      ];
    }),
  ];
  return retried(
    context,
    'From here on the keys of rows that change are noted, for the archive to follow.',
    statements,
  );
}

/** Drops the triggers with their function and the list. */
export const untrack = ({ table }: Context, archive: Archive): Sql[] => [
  ...Object.values(archive.triggers).map((trigger) =>
    render('drop-trigger', { trigger: ident(trigger), table: qualified(table) }),
  ),
  render('drop-function', { function: qualified(archive.function) }),
  render('drop-table', { table: qualified(archive.changes) }),
];

/** An empty list begins anew: what was taken from it would be read until the next vacuum. */
export const emptyChanges = (context: Context, archive: Archive): Sql =>
  retried(
    { ...context, table: { ...context.table, ...archive.changes } },
    'The list of changes begins anew where it is empty.',
    [
      lockTable(archive.changes, 'ACCESS EXCLUSIVE'),
      ifBlock(not(render('some-change', { changes: qualified(archive.changes) })), [
        render('truncate', { table: qualified(archive.changes) }),
      ]),
    ],
  );
