import type { Statement, Step } from '../types.ts';
import type { Capabilities } from './format.ts';

/** A statement with the step that it belongs to; `first` when it opens the step. */
export interface Placed {
  readonly statement: Statement;
  readonly step: Step;
  readonly first: boolean;
}

/** What goes into one file. */
export interface Unit {
  readonly statements: readonly Placed[];
  readonly transaction: boolean;
}

/** What of a tool decides what may share a file. */
export type Sharing = Pick<Capabilities, 'several' | 'transaction'>;

/** A loop over files with psql: statement by statement, and no transaction but one's own. */
export const statementByStatement: Sharing = { several: true, transaction: 'none' };

/**
 * Divides steps into files. Where a file without a transaction may hold several statements, all of them stand in one, else a
 * statement that cannot run in a transaction stands alone. `production` also keeps apart what must not share a transaction on a
 * busy server: in files of their own, or by a file that is not one transaction.
 */
export function unitsOf(
  steps: readonly Step[],
  { sharing, production }: { sharing: Sharing; production: boolean },
): Unit[] {
  const all = steps.flatMap((step) => step.run.map((statement, index) => ({ statement, step, first: index === 0 })));
  const groups = grouped(all, production).map(unit);
  if (!sharing.several || groups.length < 2) return groups;
  const one = unit(all);
  return [sharing.transaction === 'none' ? one : { ...one, transaction: false }];
}

function grouped(all: readonly Placed[], production: boolean): Placed[][] {
  const groups: Placed[][] = [];
  for (const placed of all) {
    const group = groups.at(-1);
    if (group !== undefined && mayShare(group, placed, production)) group.push(placed);
    else groups.push([placed]);
  }
  return groups;
}

function unit(statements: readonly Placed[]): Unit {
  return { statements, transaction: statements.every(({ statement }) => statement.facts.transaction === 'allowed') };
}

// A whole file is one transaction, and its locks are held to its end: a second retried block would back off while it
// holds the locks of the first, and a scan would run under them.
function mayShare(group: readonly Placed[], next: Placed, production: boolean): boolean {
  if ([...group, next].some(({ statement }) => statement.facts.transaction === 'forbidden')) return false;
  if (!production || !group.some(holdsRetriedLock)) return true;
  return !holdsRetriedLock(next) && !next.statement.facts.scans && !next.statement.facts.rewrites;
}

function holdsRetriedLock({ statement }: Placed): boolean {
  return statement.facts.locks.some((lock) => lock.retried);
}
