import { Refusal } from '../errors.ts';
import { qualified } from '../sql/value.ts';
import type { Context } from './context.ts';
import { underWay } from './refusals.ts';

/**
 * Refuses a table that is none, that belongs to somebody else, or that another plan is at work on; `says` is what of it is to be
 * changed. Throws Refusal with the first reason found.
 */
export function refuseTable({ catalog, table, planId }: Context, says: string): void {
  const refusal = reasonOf({ catalog, table, planId }, says);
  if (refusal !== null) throw refusal;
}

function reasonOf({ catalog, table, planId }: Pick<Context, 'catalog' | 'table' | 'planId'>, says: string) {
  if (table.kind === 'f')
    return new Refusal(
      'foreign-table',
      `${says} cannot be changed here: ${qualified(table).text} is a foreign table, whose rows live on another server.`,
      'Plan the change there; here ALTER FOREIGN TABLE follows it.',
    );
  if (table.kind !== 'r' && table.kind !== 'p')
    return new Refusal(
      'not-a-table',
      `${says} cannot be changed: ${qualified(table).text} is not a table.`,
      'Name a table.',
    );
  if (table.persistence === 't')
    return new Refusal(
      'temporary',
      `${says} cannot be changed here: ${qualified(table).text} is a temporary table, which no other session sees.`,
      'Change it where the table is created.',
    );
  if (table.extension !== null)
    return new Refusal(
      'extension',
      `${says} cannot be changed: ${qualified(table).text} belongs to the extension ${table.extension}, whose scripts own its shape.`,
      'Change it through the extension.',
    );
  const busy = [table, ...table.family].map((each) => underWay(each, planId, says)).find((each) => each !== null);
  if (busy !== undefined) return busy;
  if (!catalog.role.ownsTable)
    return new Refusal(
      'not-owner',
      `${says} cannot be changed by ${catalog.role.name}: ${qualified(table).text} belongs to ${table.owner}.`,
      `Connect as ${table.owner}, or as a member of it.`,
    );
  return null;
}
