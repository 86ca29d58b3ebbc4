/** Code that does not know the new identity goes on inserting through every phase; values are its own and in one row. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { casesOf } from '../support/case.ts';
import { filesOf, pick, send } from '../support/phases.ts';
import { newest, oldest } from '../support/server.ts';
import { subject } from './walk.ts';

it.each([oldest(), newest()])('an identity takes over behind the highest value on $major', async (server) => {
  const each = casesOf('add-column').find(({ name }) => name === 'identity');
  const plain = formats.find(({ name }) => name === 'plain');
  if (each === undefined || plain === undefined) throw new Error('no such case');
  const rows = "INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 500) n;";
  const its = await subject({ ...each, schema: `${each.schema}\n${rows}` }, server);
  const files = filesOf(its.plan, plain);
  for (const { name: phase } of its.plan.phases) {
    for (const file of pick(files, phase)) await send(its.client, file.content, false);
    await its.client.query("INSERT INTO users (name) VALUES ('old'), ('code')");
  }
  const [found] = await its.db.query<Record<string, unknown>>(
    'SELECT count(*)::int AS rows, count(DISTINCT no)::int AS numbers, max(no)::int AS highest FROM users',
  );
  const total = 501 + 2 * its.plan.phases.length;
  expect(found).toEqual({ rows: total, numbers: total, highest: total });
  await its.db.drop();
});
