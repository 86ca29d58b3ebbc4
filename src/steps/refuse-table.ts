import { Refusal } from '../errors.ts';
import { qualified } from '../sql/value.ts';
import type { Table } from '../types.ts';
import type { Context } from './context.ts';
import { underWay } from './refusals.ts';

/**
 * Refuses a table whose constraints and indexes are not this role's to change.
 * @throws Refusal with the first reason found.
 */
export function refuseTable({ table, catalog: { role }, planId }: Context): void {
  const says = qualified(table).text;
  const [reason, message, wayOut] = notOurs(table, says) ?? [];
  if (reason !== undefined) throw new Refusal(reason, message ?? says, wayOut ?? '');
  if (!role.ownsTable)
    throw new Refusal(
      'not-owner',
      `${says} cannot be changed by ${role.name}: it belongs to ${table.owner}.`,
      `Connect as ${table.owner}, or as a member of it.`,
    );
  const busy = underWay(table, planId, says);
  if (busy !== null) throw busy;
}

function notOurs({ kind, persistence, extension }: Table, says: string): [string, string, string] | null {
  if (kind === 'f')
    return ['foreign-table', `${says} is a foreign table; its rows live on another server.`, 'Make the change there.'];
  if (kind !== 'r' && kind !== 'p') return ['not-a-table', `${says} is not a table.`, 'Name a table.'];
  if (persistence === 't')
    return [
      'temporary',
      `${says} is a temporary table, which no other session sees.`,
      'Make the change where the table is created.',
    ];
  if (extension === null) return null;
  return ['extension', `${says} belongs to the extension ${extension}.`, 'Change it through the extension.'];
}
