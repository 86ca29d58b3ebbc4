/** What happens to the view or its table between the phases: the next file says it in one sentence and changes nothing. */
import { expect, it } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { PhaseName } from '../../src/types.ts';
import { casesOf } from '../support/case.ts';
import { attempt, filesOf, pick } from '../support/phases.ts';
import { newest, oldest } from '../support/server.ts';
import { subject } from './walk.ts';

interface Meddling {
  readonly what: string;
  readonly does: string;
  readonly stops: PhaseName;
  readonly says: RegExp;
  /** What the hint says, run as it is, or another way out. */
  readonly out: string | null;
}

const ON_TABLE: readonly Meddling[] = [
  {
    what: 'a column is added',
    does: 'ALTER TABLE users ADD added int; ALTER TABLE users ADD "more added" int',
    stops: 'backfill',
    says: /does not show all columns of public.users as they are now; it lacks added, "more added"\./,
    out: null,
  },
  {
    what: 'a default changes',
    does: "ALTER TABLE users ALTER other SET DEFAULT 'new'",
    stops: 'backfill',
    says: /different defaults of other\./,
    out: "ALTER VIEW people ALTER other SET DEFAULT 'new'",
  },
  {
    what: 'a right is granted on the table alone',
    does: 'GRANT SELECT (id), UPDATE (other) ON users TO pg_monitor',
    stops: 'backfill',
    says: /public.people lacks rights that are granted on public.users: SELECT \(id\) to pg_monitor, UPDATE \(other\) to pg_monitor\./,
    out: 'GRANT SELECT (id), UPDATE (other) ON people TO pg_monitor',
  },
  {
    what: 'a right is granted on the view alone',
    does: 'GRANT DELETE ON people TO pg_monitor',
    stops: 'contract',
    says: /public.users lacks rights that are granted on public.people: DELETE to pg_monitor\./,
    out: 'GRANT DELETE ON users TO pg_monitor',
  },
  {
    what: 'something is made on the view',
    does: "CREATE VIEW on_it AS SELECT id FROM people; CREATE FUNCTION row_of(people) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    stops: 'contract',
    says: /something was made on it: .*function row_of\(people\).*view on_it/,
    out: 'DROP VIEW on_it; DROP FUNCTION row_of',
  },
  {
    what: 'a rule catches what is written to the view',
    does: 'CREATE RULE caught AS ON DELETE TO people DO INSTEAD NOTHING',
    stops: 'contract',
    says: /rule caught on view people/,
    out: 'DROP RULE caught ON people',
  },
];

const plain = formats.find(({ name }) => name === 'plain');

it.each(
  [oldest(), newest()].flatMap((server) => ON_TABLE.map((each) => [each.what, server.major, each, server] as const)),
)('%s (%i)', { timeout: 30_000 }, async (_, __, { does, stops, says, out }, server) => {
  const each = casesOf('rename').find(({ name }) => name === 'table-plain');
  if (each === undefined || plain === undefined) throw new Error('the case and the plain format are needed');
  const { db, client, plan } = await subject(each, server);
  const run = (phase: PhaseName): Promise<Error | null> => attempt(client, pick(filesOf(plan, plain), phase), false);
  expect(await run('expand')).toBeNull();
  if (stops === 'contract') expect(await run('backfill')).toBeNull();
  await client.query(does);
  const error = await run(stops);
  expect(error?.message).toMatch(says);
  const { hint } = error as Error & { hint: string };
  await client.query(out ?? /CREATE OR REPLACE .*;/.exec(hint)?.[0] ?? hint);
  expect(await run('backfill')).toBeNull();
  expect(await run('contract')).toBeNull();
  await db.drop();
});
