import type { Facts, LockMode } from '../../types.ts';
import type { Observation, SchemaState } from './state.ts';

/** Facts of one type of statement, under the name of its node. */
export type Rules = Readonly<Record<string, (node: never, state: SchemaState) => Observation>>;

/** A statement that leaves nothing behind on which later facts depend. */
export function unchanged(state: SchemaState, facts: Facts): Observation {
  return { facts, state };
}

/** Weakest first, as in pg_locks and in `LockStmt.mode` (from 1). */
export const MODES: readonly LockMode[] = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/** All facts together; of the locks on one relation the strongest, apart for those that are retried. */
export function union(all: readonly Facts[]): Facts {
  const strongest = new Map<string, Facts['locks'][number]>();
  for (const lock of all.flatMap((facts) => facts.locks)) {
    const key = `${lock.retried ? 'retried' : 'waits'} ${lock.relation}`;
    const known = strongest.get(key);
    if (known === undefined || MODES.indexOf(lock.mode) > MODES.indexOf(known.mode)) strongest.set(key, lock);
  }
  return {
    locks: [...strongest.values()],
    transaction: all.some((facts) => facts.transaction === 'forbidden') ? 'forbidden' : 'allowed',
    scans: all.some((facts) => facts.scans),
    rewrites: all.some((facts) => facts.rewrites),
    destroys: all.some((facts) => facts.destroys),
  };
}
