import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servers, type TestDatabase } from '../server.ts';
import { dataSnapshot, diff, snapshot, type Snapshot } from './index.ts';
import { MUTATIONS, NOT_MUTATIONS, SCHEMA } from './mutations.ts';
import { sortAliasLists } from './normalize.ts';

describe.each(servers())('the snapshot on $major', (server) => {
  let db: TestDatabase;
  let client: pg.Client;
  let before: Snapshot;

  /** What the comparer says about a change, which is taken back. */
  async function seen(sql: string): Promise<string[]> {
    await client.query('BEGIN');
    try {
      await client.query(sql);
      return diff(before, await snapshot(client));
    } finally {
      await client.query('ROLLBACK');
    }
  }

  beforeAll(async () => {
    db = await server.createDatabase(SCHEMA);
    client = await db.client();
    before = await snapshot(client);
  });
  afterAll(() => db.drop());

  const known = MUTATIONS.filter(([, , since = 14]) => since <= server.major).map(
    ([name, sql]) => [name, sql] as const,
  );
  it.each(known)('sees: %s', async (_, sql) => {
    expect(await seen(sql)).not.toEqual([]);
  });

  it.each(NOT_MUTATIONS)('does not mind: %s', async (_, sql) => {
    expect(await seen(sql)).toEqual([]);
  });

  it('is the same twice, and in an identical database', async () => {
    const twin = await server.createDatabase(SCHEMA);
    expect(diff(before, await snapshot(await twin.client()))).toEqual([]);
    expect(diff(before, await snapshot(client))).toEqual([]);
    await twin.drop();
  });

  it('leaves archives out and keeps the search_path', async () => {
    expect(await seen('CREATE SCHEMA expand_contract_archive; CREATE TABLE expand_contract_archive.t (a int)')).toEqual(
      [],
    );
    expect((await db.query('SHOW search_path'))[0]).toEqual({ search_path: '"$user", public' });
  });

  it('sees changed rows, not moved columns', async () => {
    const data = await dataSnapshot(client);
    await client.query("BEGIN; INSERT INTO team VALUES (1, 'a')");
    const filled = await dataSnapshot(client);
    await client.query(
      'ALTER TABLE team ADD c text; UPDATE team SET c = code; ALTER TABLE team DROP code CASCADE; ALTER TABLE team RENAME c TO code',
    );
    const moved = await dataSnapshot(client);
    await client.query("UPDATE team SET code = 'b'");
    const changed = await dataSnapshot(client);
    await client.query('ROLLBACK');
    expect(diff(data, filled)).not.toEqual([]);
    expect(diff(filled, moved).filter((line) => line.includes('public.team '))).toEqual([]);
    expect(diff(moved, changed)).not.toEqual([]);
  });
});

it('sorts the alias lists of JOIN USING only', () => {
  const view = ' SELECT f(b, a) FROM (public.t t(b, "A, x", a)\n     JOIN s USING (b, a)) WHERE x IN (b, a)';
  expect(sortAliasLists(view)).toBe(
    ' SELECT f(b, a) FROM (public.t t("A, x", a, b)\n     JOIN s USING (b, a)) WHERE x IN (b, a)',
  );
});
