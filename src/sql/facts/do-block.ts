import type { Node } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { forEachMember } from '../dynamic.ts';
import { bodyOf } from '../plpgsql.ts';
import { unsafeIn } from './held.ts';
import { union } from './rule.ts';
import type { Observation, SchemaState } from './state.ts';

/**
 * A DO: what its statements do, whichever branches run. A lock in a block that catches lock_not_available is retried. Nothing that
 * needs to stand outside a transaction can run in it, and one that commits must itself stand outside.
 */
export function doBlock(
  sql: string,
  node: Node,
  state: SchemaState,
  observe: (state: SchemaState, sql: string) => Observation,
): Observation {
  const body = bodyOf(sql, node);
  const all: Facts[][] = [];
  let now = state;
  for (const statement of body.statements) {
    const each: Facts[] = [];
    all.push(each);
    const once = statement.kind.startsWith('dyn') ? forEachMember(statement.sql, now.children) : [statement.sql];
    for (const text of once) {
      const { facts, state: next } = observe(now, text);
      // Nobody waits for what was made in the same block: it is not seen before the block ends.
      const own = now.made.slice(state.made.length);
      const locks = facts.locks.filter(({ relation }) => !own.includes(relation));
      each.push({ ...facts, locks: locks.map((lock) => ({ ...lock, retried: lock.retried || statement.retried })) });
      now = next;
    }
  }
  const together = union(all.flat());
  const unsafe = unsafeIn(body.flow, (statement) => all[statement] ?? []);
  return {
    facts: { ...together, transaction: body.commits ? 'forbidden' : together.transaction },
    state: now,
    unsafe: unsafe.map(({ statement, lock }) => ({ sql: body.statements[statement]?.sql ?? '', lock })),
  };
}
