import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Context, Pair } from '../context.ts';
import { refuseMirror } from '../mirror/refusals.ts';
import { newNameTaken, unfollowed } from '../refusals.ts';

/**
 * Refuses what no view can stand in for, or what a person must look at first.
 * @throws Refusal with the first reason found.
 */
export function refuseView(context: Context): void {
  for (const pair of context.pairs) {
    const says = `${qualified(context.table).text}.${ident(pair.old.name).text}`;
    refuseMirror(context.catalog, says, context.planId);
    const refusal =
      newNameTaken(context, pair, says) ??
      inherited(context, says) ??
      typeDefault(pair, says) ??
      unfollowed(context, pair, says) ??
      rowTypeFunctions(context);
    if (refusal !== null) throw refusal;
  }
}

/** A column that comes from a parent has the parent's name. */
function inherited({ table }: Context, says: string): Refusal | null {
  const [parent] = table.parents;
  if (parent === undefined) return null;
  return new Refusal(
    'inherited-column',
    `${says} comes from ${qualified(parent).text}, and PostgreSQL renames it only there.`,
    `Rename it in ${qualified(parent).text}: every table below follows.`,
  );
}

/** The view would add that default for whichever of the two names an INSERT leaves out, and so assign the column twice. */
function typeDefault({ old }: Pair, says: string): Refusal | null {
  if (!old.typeDefault) return null;
  return new Refusal(
    'type-default',
    `${says} is of the type ${old.type}, which has a default of its own, and a view cannot show such a column under two names.`,
    'Choose --strategy column; or put the default on the column and take it off the type, then ask again.',
  );
}

const nameOf = (signature: string): string => signature.slice(0, signature.indexOf('('));

/** The row type stays with the table behind the view: these fail from expand on, for old code too. */
function rowTypeFunctions({ table, options }: Context): Refusal | null {
  const unread = table.rowTypeFunctions.find((signature) => !options.acknowledge.includes(nameOf(signature)));
  if (unread === undefined) return null;
  return new Refusal(
    'row-type-function',
    `The function ${unread} takes or returns rows of ${qualified(table).text}, and a view in the table's place has a row type of its own.`,
    `Choose --strategy column; or, if no running code calls it, add --acknowledge ${nameOf(unread)}.`,
    nameOf(unread),
  );
}
