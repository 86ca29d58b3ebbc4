import type { Context, Pair } from './context.ts';
import { changesType, keptByDatabase } from './context.ts';

/**
 * Whether the new columns are stand-ins: new code works with them until contract, which drops them and gives their
 * names to the old columns. Where a trigger keeps both equal and the parity CHECK has proven it, either column may be
 * the one that stays. What hangs on the old one (keys, foreign keys of other tables, an identity and its sequence,
 * constraints, views, policies, publications) then never moves: it is in force all the time, no other relation is
 * locked or even named, nothing that somebody changes in between is put back, and the column keeps its place.
 */
export const standIn = (context: Context): boolean => keptByDatabase(context) && !changesType(context);

/** The column that contract drops. */
export const leaving = (context: Context, { old, name }: Pair): string => (standIn(context) ? name : old.name);
