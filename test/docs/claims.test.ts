/** What the pages of concepts say of PostgreSQL and what no single statement can show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLockTimeout } from '../../src/times.ts';
import { servers, type TestDatabase } from '../support/server.ts';

const shop = readFileSync(join(import.meta.dirname, '../../templates/docs/shop.sql'), 'utf8');

describe.each(servers().map((server) => [server.major, server] as const))('on %i', (_, server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await server.createDatabase(shop);
  });
  afterAll(() => database.drop());

  it('a query waits behind an ALTER TABLE that waits for a report', async () => {
    const [report, change, query] = await Promise.all([database.client(), database.client(), database.client()]);
    await query.query("SET lock_timeout = '200ms'");
    await report.query('BEGIN; SELECT count(*) FROM orders');
    // A report alone is in nobody's way.
    await query.query('SELECT count(*) FROM orders');
    const waiting = change.query('ALTER TABLE orders ADD COLUMN note text');
    // The locks of the whole server are seen from everywhere.
    const queued = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'orders'::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await expect.poll(() => database.query(queued)).toHaveLength(1);
    await expect(query.query('SELECT count(*) FROM orders')).rejects.toMatchObject({ code: '55P03' });
    await report.query('COMMIT');
    await waiting;
    await query.query('SELECT note FROM orders');
  });

  it('an index that could not be built stays behind, INVALID, and IF NOT EXISTS takes it', async () => {
    await database.query('INSERT INTO orders (customer_id, total) VALUES (1, 10)');
    const build = 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS one ON orders (customer_id, total)';
    await expect(database.query(build)).rejects.toMatchObject({ code: '23505' });
    const invalid = 'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid';
    expect(await database.query(invalid)).toEqual([{ name: 'one' }]);
    await database.query(build);
    expect(await database.query(invalid)).toEqual([{ name: 'one' }]);
  });

  it('an index that backs a constraint, or one of a partitioned table, is not dropped concurrently', async () => {
    await database.exec('CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE INDEX p_id ON p (id)');
    await expect(database.query('DROP INDEX CONCURRENTLY orders_pkey')).rejects.toThrow(/constraint orders_pkey/);
    await expect(database.query('DROP INDEX CONCURRENTLY p_id')).rejects.toThrow(/partitioned index/);
    await expect(database.query('CREATE INDEX CONCURRENTLY ON p (id)')).rejects.toThrow(/partitioned table/);
  });
});

it('a lock timeout of more than two seconds is refused', () => {
  expect(parseLockTimeout('2s')).toBe(2000);
  expect(() => parseLockTimeout('2001ms')).toThrow(/out of range/);
});
