import type { Facts, Lock } from '../../types.ts';
import type { Flow } from '../flow.ts';
import { isHelperRelation } from '../helper-relation.ts';
import { MODES } from './rule.ts';

/** Blocking locks that may be held at some point, by relation; null: nothing comes here. */
type Held = ReadonlyMap<string, Lock> | null;

const NONE: ReadonlyMap<string, Lock> = new Map();

/** Locks that reads or writes of others wait for; nobody waits for a relation of the plan's own. */
export const blocking = (locks: readonly Lock[]): Lock[] =>
  locks.filter(({ mode, relation }) => MODES.indexOf(mode) >= MODES.indexOf('SHARE') && !isHelperRelation(relation));

/** What may be wrong with a statement: it reads or writes a whole table while others wait for this lock. */
export interface Unsafe {
  readonly statement: number;
  readonly lock: Lock;
}

/** A statement by itself. */
export const unsafeAlone = (facts: Facts): Lock | undefined =>
  facts.scans || facts.rewrites ? blocking(facts.locks)[0] : undefined;

/**
 * Statements that read or write a whole table under a blocking lock that they or one before them in the same transaction took,
 * on any way through the body. A lock goes with COMMIT, and with the error that a handler catches.
 */
export function unsafeIn(flow: readonly Flow[], factsOf: (statement: number) => readonly Facts[]): Unsafe[] {
  const found = new Map<number, Lock>();
  const exits: Held[][] = [];

  const walk = (steps: readonly Flow[], from: Held): Held => steps.reduce<Held>((held, step) => take(step, held), from);

  function take(step: Flow, held: Held): Held {
    if (held === null) return null;
    switch (step.does) {
      case 'sql':
        return run(step.statement, held);
      case 'commit':
        return NONE;
      case 'leave':
      case 'next':
        return null;
      case 'exit':
        exits.at(-1)?.push(held);
        return null;
      case 'branch':
        return step.ways.map((way) => walk(way, held)).reduce(either, null);
      case 'block':
        return [walk(step.body, held), ...step.handlers.map((handler) => walk(handler, held))].reduce(either, null);
      case 'loop':
        return around(step, held);
    }
  }

  function run(statement: number, before: ReadonlyMap<string, Lock>): Held {
    return factsOf(statement).reduce<ReadonlyMap<string, Lock>>((held, facts) => {
      const now = new Map([...held, ...blocking(facts.locks).map((lock) => [lock.relation, lock] as const)]);
      const [first] = now.values();
      if (first !== undefined && (facts.scans || facts.rewrites)) found.set(statement, first);
      return now;
    }, before);
  }

  function around({ body, endless }: Extract<Flow, { does: 'loop' }>, entry: ReadonlyMap<string, Lock>): Held {
    const left: Held[] = [];
    exits.push(left);
    let held: Held = entry;
    // What one round leaves held, the next one begins with.
    for (let known = -1; held.size > known;) {
      known = held.size;
      held = either(held, walk(body, held)) ?? entry;
    }
    exits.pop();
    return left.reduce(either, endless ? null : held);
  }

  walk(flow, NONE);
  return [...found].map(([statement, lock]) => ({ statement, lock }));
}

const either = (a: Held, b: Held): Held => (a === null ? b : b === null ? a : new Map([...a, ...b]));
