import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../src/types.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { run } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase(
    'CREATE TABLE users (id int PRIMARY KEY, fax text NOT NULL); CREATE VIEW "a, b" AS SELECT fax FROM users;',
  );
});
afterAll(() => database.drop());

async function planned(...words: readonly string[]): Promise<Plan> {
  const { code, out, err } = await run(['drop', ...words, '--dry-run', '--json', '--database', database.url]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return (JSON.parse(out) as { plan: Plan }).plan;
}

test('archives unless it is told not to, and takes names with commas', async () => {
  const kept = await planned('users.fax', '--with', '"a, b"');
  expect(kept.phases.map(({ name }) => name)).toEqual(['expand', 'backfill', 'contract']);
  const lost = await planned('users.fax', '--no-archive', '--with', 'view');
  expect(lost.phases.map(({ name }) => name)).toEqual(['expand', 'contract']);
  expect(lost.change).toEqual({ kind: 'drop', target: 'users.fax', archive: false, with: ['view'] });
});

test('repeats what was typed when something is in the way', async () => {
  const { code, err } = await run([
    'drop',
    'users.fax',
    '--no-archive',
    '--with',
    'policy',
    '--database',
    database.url,
  ]);
  expect(code).toBe(1);
  expect(err).toContain('public.users.fax is used by the view public."a, b"');
  expect(err).toContain('plan drop users.fax --no-archive --with policy,view');
});
