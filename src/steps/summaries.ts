import { qualified } from '../sql/value.ts';
import type { DatabasePhase } from '../types.ts';
import { type Context, newNames, oldNames } from './context.ts';
import { standIn } from './stand-in.ts';

/** The plain lines at the top of each file. */
export function summaries(context: Context): Record<DatabasePhase, string[]> {
  const { table, options, planId } = context;
  const [from, to, says] = [oldNames(context), newNames(context), qualified(table).text];
  const wait = `${options.lockTimeoutMs} ms`;
  return {
    expand: [
      `Adds ${to} to ${says}, and a trigger that keeps it equal to ${from}.`,
      'Goes out with deploy 1, before the backfill; the code stays as it is.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${wait}, and it is tried again.`,
      'Going back: leave it, it does no harm; in development run the down file.',
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    backfill: [
      `Copies ${from} to ${to} in small batches, builds indexes and constraints on ${to}, and proves both columns equal.`,
      'Goes out after expand, any time before deploy 2; the code stays as it is.',
      `Locks: some rows for some milliseconds; ACCESS EXCLUSIVE on ${says} for some milliseconds where a constraint is added (${wait} an attempt).`,
      'Going back: stop it whenever you like and run it again, it goes on where it stopped; in development run the down file.',
      `Plan ${planId}. Do not run it inside a transaction: it commits batch by batch.`,
    ],
    contract: [
      standIn(context)
        ? `Drops the copy ${to} of ${says} and gives its name to ${from}, which keeps its keys, sequences, views and whatever else depends on it.`
        : `Drops ${from} of ${says}; ${to} takes over its indexes, constraints and their names.`,
      'Goes out with deploy 3, when no instance of the old code is left.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${wait} for all its locks, and it is tried again.`,
      "Going back: not after this; a forward fix lies in the plan's folder. In development run the down file.",
      `Plan ${planId}; it refuses to run until the backfill is proven. Do not run it inside a transaction.`,
    ],
  };
}
