import type { Lock, LockMode, Phase, Plan } from '../types.ts';
import { isHelperRelation } from '../sql/helper-relation.ts';
import { code } from './markdown.ts';

/** From weak to strong, as PostgreSQL's own table of conflicts lists them, with what each keeps out. */
export const lockModes: readonly (readonly [LockMode, string])[] = [
  ['ACCESS SHARE', 'nothing'],
  ['ROW SHARE', 'nothing but writers of the same rows'],
  ['ROW EXCLUSIVE', 'nothing but writers of the same rows'],
  ['SHARE UPDATE EXCLUSIVE', 'no read or write; VACUUM and other DDL'],
  ['SHARE', 'writes'],
  ['SHARE ROW EXCLUSIVE', 'writes'],
  ['EXCLUSIVE', 'writes'],
  ['ACCESS EXCLUSIVE', 'reads and writes'],
];

const strength = (mode: LockMode): number => lockModes.findIndex(([name]) => name === mode);
const blocksTraffic = (mode: LockMode): boolean => strength(mode) >= strength('SHARE');

/** The values of `locks.md.hbs`: for every phase and relation the strongest lock its statements take. */
export function locks(plan: Pick<Plan, 'phases' | 'lockTimeoutMs'>): object {
  return {
    rows: plan.phases.flatMap((phase) =>
      strongest(phase).map(({ relation, mode, retried }) => ({
        phase: phase.name,
        relation: code(relation),
        mode,
        blocks: lockModes[strength(mode)]?.[1] ?? '',
        taken: taken(mode, retried),
      })),
    ),
    timeout: timeout(plan),
  };
}

function strongest(phase: Phase): Lock[] {
  const found = new Map<string, Lock>();
  for (const lock of phase.steps.flatMap(({ run }) => run.flatMap(({ facts }) => facts.locks))) {
    if (isHelperRelation(lock.relation)) continue;
    const known = found.get(lock.relation);
    const stronger = known === undefined || strength(lock.mode) > strength(known.mode);
    // Taken once without a retry is what counts for who waits behind it.
    const plainer = known?.mode === lock.mode && known.retried && !lock.retried;
    if (stronger || plainer) found.set(lock.relation, lock);
  }
  return [...found.values()];
}

function taken(mode: LockMode, retried: boolean): string {
  if (retried) return 'under the lock timeout, with retries';
  return blocksTraffic(mode) ? 'at once, without a timeout' : 'waits without holding up reads or writes';
}

function timeout({ lockTimeoutMs }: Pick<Plan, 'lockTimeoutMs'>): string {
  const limit = `${lockTimeoutMs} ms`;
  return `One attempt at a lock that blocks reads or writes waits ${limit} at most for all its locks together; it is then given up, everything in it undone, and tried again after a longer pause. So a query that queues behind an attempt waits about that long, not as long as the transaction that is in the way.`;
}
