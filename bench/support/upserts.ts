import type { Bench, Measure, Outcome } from './measure.ts';
import { dropHelpers } from './helpers.ts';
import { renamePlan, statementsOf } from './product.ts';
import { tpsRatio } from './tps-pairs.ts';
import { usersTemplate } from './users.ts';

/** What `$1` becomes: always the same address, or one of as many as there are rows, of which half are there. */
const address = {
  one: `'one' || $1::int * 0 || '@example.com'`,
  many: `'user' || $1::int * 2 || '@example.com'`,
} as const;

const upsert = (column: string, value: string): string =>
  `INSERT INTO users (${column}, full_name, age) VALUES (${value}, 'upsert', 1) ON CONFLICT (${column}) DO UPDATE SET age = users.age + 1`;

/**
 * Upserts a second on the unique column that is being renamed, after the whole backfill, half of them from old code and half
 * from new, over those of old code on the same table without a plan. An upsert that fails fails the measure.
 */
export async function upsertRatio(bench: Bench, measure: Measure, keys: keyof typeof address): Promise<Outcome> {
  const template = await usersTemplate(bench, 'bigint');
  const plan = await renamePlan(bench, template, { target: 'users.email', name: 'mail' });
  return tpsRatio(bench, measure, {
    setup: [...statementsOf(plan, 'expand'), ...statementsOf(plan, 'backfill')],
    without: [dropHelpers, 'ALTER TABLE users DROP COLUMN mail'],
    sql: [upsert('email', address[keys]), upsert('mail', address[keys])],
    sqlWithout: [upsert('email', address[keys])],
  });
}
