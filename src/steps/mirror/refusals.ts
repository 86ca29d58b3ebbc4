import { Refusal } from '../../errors.ts';
import { qualified } from '../../sql/value.ts';
import type { Catalog, Table } from '../../types.ts';
import { underWay } from '../refusals.ts';

/** The first reason for which no view can stand in the place of this table; `says` is what the sentence is about. */
export function refuseMirror({ table, server, role }: Catalog, says: string, planId: string): void {
  const { kind, persistence, extension } = table;
  if (kind === 'f')
    refuse('foreign-table', `${says} cannot be renamed: the foreign table's name is what its own server knows it by.`);
  if (kind !== 'r' && kind !== 'p') refuse('not-a-table', `${says} is not a table.`);
  if (persistence === 't') refuse('temporary', `${says} is a temporary table, which no other session sees.`);
  if (extension !== null)
    refuse('extension', `${says} belongs to the extension ${extension}.`, 'Change it through the extension.');
  const busy = underWay(table, planId, says);
  if (busy !== null) throw busy;
  if (server.major < 15 && hidesRows(table)) {
    refuse(
      'row-security',
      `${says} has row-level security, and before PostgreSQL 15 a view reads its table as the view's owner: rows would be seen that must not be.`,
      'Do it on PostgreSQL 15 or later, or rename in place in a moment without old code.',
    );
  }
  if (!role.ownsTable) {
    refuse(
      'not-owner',
      `${says} cannot be changed by ${role.name}: it belongs to ${table.owner}.`,
      `Connect as ${table.owner}, or as a member of it.`,
    );
  }
}

const IN_PLACE =
  'Rename it in place while no code uses it: ALTER TABLE ... RENAME is instant, but it needs a moment without old code.';

function refuse(reason: string, message: string, wayOut = IN_PLACE): never {
  throw new Refusal(reason, message, wayOut);
}

/** Row-level security that somebody with rights on the table is bound by. */
const hidesRows = ({ rowSecurity, forceRowSecurity, owner, grants, columns }: Table): boolean =>
  rowSecurity &&
  (forceRowSecurity || [...grants, ...columns.flatMap((c) => c.grants)].some(({ grantee }) => grantee !== owner));

/** The name is free in the schema, for a relation and for its row type. */
export function refuseTaken(table: Table, name: string, says: string): void {
  if (!table.takenNames.includes(name)) return;
  refuse(
    'name-taken',
    `${says} cannot be called ${qualified({ schema: table.schema, name }).text}: there is a relation or a type of that name.`,
    'Choose another name.',
  );
}
