/** The negative control of the walk: plans with one fault each, all of which it must find. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { PhaseName, Plan, Step } from '../../src/types.ts';
import { casesOf } from '../support/case.ts';
import { newest } from '../support/server.ts';
import { diff } from '../support/snapshot/index.ts';
import { subject, thorough, twin, Walk, walkEverywhere } from './walk.ts';

const FACTS = { locks: [], transaction: 'allowed', scans: false, rewrites: false, destroys: false } as const;
const fault = (sql: string): Step => ({ id: 'fault', title: 'fault', why: '', run: [{ sql, facts: FACTS }] });

function spoil(plan: Plan, name: PhaseName, change: (steps: readonly Step[]) => readonly Step[]): Plan {
  return {
    ...plan,
    phases: plan.phases.map((phase) => (phase.name === name ? { ...phase, steps: change(phase.steps) } : phase)),
  };
}

const append =
  (sql: string) =>
  (steps: readonly Step[]): readonly Step[] => [...steps, fault(sql)];

const FAULTS: readonly (readonly [string, (plan: Plan) => Plan])[] = [
  ['a phase that cannot run twice', (plan) => spoil(plan, 'expand', append('ALTER TABLE users ADD again int'))],
  [
    'a phase that changes rows each time',
    (plan) => spoil(plan, 'backfill', append("UPDATE users SET other = other || 'x'")),
  ],
  ['a structure that is lost', (plan) => spoil(plan, 'contract', append('DROP INDEX IF EXISTS users_full_name_idx'))],
  ['something left behind', (plan) => spoil(plan, 'contract', append('CREATE TABLE IF NOT EXISTS leftover (a int)'))],
  [
    'a contract without its guard',
    (plan) => spoil(plan, 'contract', () => [fault('ALTER TABLE users DROP COLUMN IF EXISTS full_name')]),
  ],
  ['a backfill that fills nothing', (plan) => spoil(plan, 'backfill', () => [])],
  [
    'an expand that old code notices',
    (plan) => spoil(plan, 'expand', append('ALTER TABLE users ALTER other SET NOT NULL')),
  ],
];

it.each(FAULTS)('finds %s', { timeout: 60_000 }, async (_, spoiled) => {
  const server = newest();
  const each = casesOf('rename').find(({ name }) => name === 'index-plain');
  const plain = formats.find(({ name }) => name === 'plain');
  if (each === undefined || plain === undefined) throw new Error('the control needs its case and the plain format');
  const sound = await subject(each, server);
  const walk = new Walk({ ...sound, plan: spoiled(sound.plan) }, plain);
  const outcome = await walkEverywhere(walk).then(
    async () => diff(await twin(each, sound.plan, server), await thorough(sound.db, sound.client, server)),
    (error: unknown) => [String(error)],
  );
  expect(outcome).not.toEqual([]);
  await sound.db.drop();
});
