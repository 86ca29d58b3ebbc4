import type { Statement, Step } from '../types.ts';

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

/**
 * Divides steps into files. A tool that sends statements one by one takes all of them in one file; for a tool that
 * sends whole files, a statement that cannot run in a transaction stands alone.
 * `production` also keeps apart what must not share a transaction on a busy server.
 */
export function unitsOf(
  steps: readonly Step[],
  { whole, production }: { whole: boolean; production: boolean },
): Unit[] {
  const all = steps.flatMap((step) => step.run.map((statement, index) => ({ statement, step, first: index === 0 })));
  if (all.length === 0) return [];
  if (!whole) return [unit(all)];
  const groups: Placed[][] = [];
  for (const placed of all) {
    const group = groups.at(-1);
    if (group !== undefined && mayShare(group, placed, production)) group.push(placed);
    else groups.push([placed]);
  }
  return groups.map(unit);
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
