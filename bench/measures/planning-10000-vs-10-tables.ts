import { performance } from 'node:perf_hooks';
import { fromPg } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { rename } from '../../src/changes/rename.ts';
import { planAll } from '../../src/planning.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { Bench, Measure } from '../support/measure.ts';
import { median, spread } from '../support/statistics.ts';

/**
 * Smaller is better: time to connect, read the catalog and plan, in process, in a database of 10,000 tables over that in
 * one of 10. In process, because what Node takes to start would hide the difference; with a new connection each time,
 * because a command has one and the server's caches are its connection's.
 */
export const planning10000Vs10Tables: Measure = {
  name: 'planning-10000-vs-10-tables',
  goal: 1.3,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const many = bench.quick ? 2000 : 10_000;
    await manyTables(bench, 'tables_few', 10);
    await manyTables(bench, 'tables_many', many);
    await loadSql();
    const few: number[] = [];
    const lots: number[] = [];
    for (let pair = -2; pair < (bench.quick ? 15 : 41); pair += 1) {
      const [first, second] = [await planning(bench, 'tables_few'), await planning(bench, 'tables_many')];
      if (pair < 0) continue;
      few.push(first);
      lots.push(second);
    }
    const detail = `${many} tables: ${median(lots).toFixed(1)} ms (${spread(lots, 0)}), 10: ${median(few).toFixed(1)} ms (${spread(few, 0)})`;
    return { value: median(lots) / median(few), detail };
  },
};

/** Milliseconds to connect, read the catalog and plan a rename of users. */
export async function planning(bench: Bench, database: string): Promise<number> {
  const server = await bench.server();
  const started = performance.now();
  const client = await server.connect(database);
  try {
    const change = rename.change({ target: 'users.full_name', name: 'display_name' });
    const { catalog } = await readCatalog(fromPg(client), rename.asks(change), (target) => target);
    await planAll([{ kind: rename, change, catalog }], {
      sync: 'trigger',
      short: false,
      lockTimeoutMs: 100,
      maxRuntimeSeconds: null,
      acknowledge: [],
      trackWriters: false,
      strategy: 'column',
      renameDependents: false,
      command: 'plan rename users.full_name display_name',
    });
    return performance.now() - started;
  } finally {
    await client.end();
  }
}

/** A schema of so many tables, users among them: each with a key, an index and a default, every tenth under a view. */
export async function manyTables(bench: Bench, database: string, tables: number): Promise<void> {
  const server = await bench.server();
  await server.drop(database);
  const admin = await server.connect('postgres');
  await admin.query(`CREATE DATABASE ${database} TEMPLATE template0`).finally(() => admin.end());
  const client = await server.connect(database);
  bench.say(`${database}: ${tables} tables`);
  try {
    await client.query(`CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, full_name text);
      CREATE INDEX ON users (full_name);
      CREATE VIEW people AS SELECT id, full_name FROM users`);
    for (let from = 2; from <= tables; from += 1000) {
      await client.query(`DO $$ BEGIN
        FOR n IN ${from} .. ${Math.min(from + 999, tables)} LOOP
          EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, user_id bigint, full_name text, made timestamptz DEFAULT now())', n);
          EXECUTE format('CREATE INDEX ON t%s (full_name)', n);
          IF n % 10 = 0 THEN EXECUTE format('CREATE VIEW v%s AS SELECT id, full_name FROM t%s', n, n); END IF;
        END LOOP;
      END $$`);
    }
    // What autovacuum would have done by the time a schema is that large.
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
