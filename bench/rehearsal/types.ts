/**
 * A primary key that others reference, from integer to bigint on a real schema: plan, then every phase while the same code
 * runs, then the comparison with a twin on which the type was changed the naive way.
 *
 *   npm run build && node --import ./bench/support/typescript.mjs bench/rehearsal/types.ts <pagila-schema.sql>
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { installServers, launch } from '../../test/support/launch.ts';
import { diff, snapshot } from '../../test/support/snapshot/index.ts';

const schemaFile = process.argv[2];
if (schemaFile === undefined) throw new Error('which schema? give the path of pagila-schema.sql');
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function load(url: string, database: string): Promise<void> {
  const admin = await connect(url);
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const client = await connect(url.replace(/[^/]*$/, database));
  await client.query(readFileSync(schemaFile as string, 'utf8').replaceAll(/^\\.*$/gm, ''));
  await client.query('RESET ALL');
  await client.query('SET search_path = public');
  await client.query(readFileSync(join(import.meta.dirname, 'pagila.sql'), 'utf8'));
  await client.query('REFRESH MATERIALIZED VIEW rental_by_category');
  await client.end();
}

/** What all clients did: acknowledged films with their titles, refused orphans, and what failed. */
interface Diary {
  readonly films: Map<number, string>;
  readonly errors: string[];
  requests: number;
  orphansRefused: number;
  orphansAccepted: number;
  slowest: number;
}

const LANES = 8;

/** One client of the application on a connection of its own, with unnamed statements as most drivers send them. */
async function application(url: string, lane: number, log: Diary): Promise<() => Promise<void>> {
  const db = await connect(url);
  const going = { on: true };
  const ask = async (sql: string, values: unknown[]): Promise<pg.QueryResult> => {
    const from = performance.now();
    try {
      return await db.query(sql, values);
    } finally {
      log.requests += 1;
      log.slowest = Math.max(log.slowest, performance.now() - from);
    }
  };
  const orphan = async (n: number): Promise<void> => {
    try {
      await ask('INSERT INTO inventory (film_id, store_id) VALUES ($1, 1)', [90_000_000 + n]);
      log.orphansAccepted += 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error;
      log.orphansRefused += 1;
    }
  };
  const step = async (n: number): Promise<void> => {
    const film = 1 + ((n * 7919) % 2400) * LANES + lane;
    const title = `lane ${lane} ${n}`;
    switch (n % 10) {
      case 0: {
        const { rows } = await ask('INSERT INTO film (title, language_id) VALUES ($1, 1) RETURNING film_id', [title]);
        const id = Number((rows[0] as { film_id: unknown }).film_id);
        log.films.set(id, title);
        await ask('INSERT INTO inventory (film_id, store_id) VALUES ($1, 1)', [id]);
        await ask('INSERT INTO film_actor (actor_id, film_id) VALUES (1, $1)', [id]);
        return;
      }
      case 1:
        await orphan(n);
        return;
      case 2:
      case 3:
        await ask('UPDATE film SET title = $2 WHERE film_id = $1', [film, title]);
        log.films.set(film, title);
        return;
      case 4: {
        const { rows } = await ask('INSERT INTO film (title, language_id) VALUES ($1, 2) RETURNING film_id', [title]);
        const gone = (rows[0] as { film_id: unknown }).film_id;
        await ask('DELETE FROM film WHERE film_id = $1', [gone]);
        return;
      }
      case 5:
        await ask('SELECT film_in_stock($1, 1)', [film]);
        return;
      case 6:
        await ask('SELECT title FROM film_list WHERE fid = $1', [film]);
        return;
      case 7:
        await ask('SELECT category, total_sales FROM rental_by_category LIMIT 3', []);
        return;
      default: {
        const { rows } = await ask('SELECT film_id, title FROM film WHERE film_id = $1', [film]);
        const [held] = rows as { title: string }[];
        const known = log.films.get(film);
        if (known !== undefined && held?.title !== known)
          log.errors.push(`${film} is ${String(held?.title)}, expected ${known}`);
      }
    }
  };
  const loop = (async (): Promise<void> => {
    for (let n = 1; going.on; n += 1) await step(n).catch((error: unknown) => log.errors.push(String(error)));
  })();
  return async () => {
    going.on = false;
    await loop;
    await db.end();
  };
}

async function beside(url: string, log: Diary, what: string, work: () => Promise<void>): Promise<void> {
  const before = log.requests;
  log.slowest = 0;
  const stops = await Promise.all(Array.from({ length: LANES }, (_, lane) => application(url, lane, log)));
  await new Promise((done) => setTimeout(done, 500));
  await work();
  await new Promise((done) => setTimeout(done, 500));
  await Promise.all(stops.map((stop) => stop()));
  say(`  ${what.padEnd(28)} ${log.requests - before} requests, slowest ${log.slowest.toFixed(1)} ms`);
}

/** What PostgreSQL makes ALTER COLUMN ... TYPE need around it: views go before, and come back after. */
const NAIVE = `DO $naive$
DECLARE
  one record;
  again text[] := '{}';
  text_of text;
BEGIN
  FOR one IN SELECT DISTINCT c.oid, c.oid::regclass::text AS name, c.relkind = 'm' AS stored FROM pg_depend d
      JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class
      WHERE d.refobjid = 'film'::regclass
        AND d.refobjsubid = (SELECT attnum FROM pg_attribute WHERE attrelid = 'film'::regclass AND attname = 'film_id') LOOP
    again := again || format('CREATE %s %s AS %s', CASE WHEN one.stored THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, one.name, pg_get_viewdef(one.oid));
    again := again || ARRAY(SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = one.oid);
    EXECUTE format('DROP %s %s', CASE WHEN one.stored THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, one.name);
  END LOOP;
  ALTER TABLE film ALTER COLUMN film_id TYPE bigint;
  FOREACH text_of IN ARRAY again LOOP EXECUTE text_of; END LOOP;
END $naive$`;

async function verify(url: string, log: Diary): Promise<void> {
  const db = await connect(url);
  const { rows } = await db.query<{ id: string; title: string }>('SELECT film_id::text AS id, title FROM film');
  const held = new Map(rows.map(({ id, title }) => [Number(id), title]));
  const lost = [...log.films].filter(([id, title]) => held.get(id) !== title);
  const { rows: orphans } = await db.query<{ count: string }>(
    `SELECT count(*) FROM (SELECT film_id FROM inventory UNION ALL SELECT film_id FROM film_actor UNION ALL SELECT film_id FROM film_category) AS child
       WHERE NOT EXISTS (SELECT FROM film WHERE film.film_id = child.film_id)`,
  );
  await db.query("INSERT INTO film (film_id, title, language_id) VALUES (3000000000, 'large', 1)");
  await db.query('DELETE FROM film WHERE film_id = 3000000000');
  await db.end();
  say(
    `  ${log.requests} requests, ${log.errors.length} failed; ${log.films.size} films written, ${lost.length} lost or changed; ` +
      `${log.orphansRefused} orphans refused, ${log.orphansAccepted} accepted, ${orphans[0]?.count ?? '?'} in the tables; 3000000000 is a film_id`,
  );
  for (const error of [...new Set(log.errors)].slice(0, 5)) say(`    ${error}`);
  if (lost.length + log.errors.length + log.orphansAccepted > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  await loadSql();
  installServers([18]);
  const server = await launch(18, { shared_buffers: '512MB', autovacuum: 'on' });
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${server.port}/${database}`;
  for (const database of ['pagila', 'twin']) await load(url('postgres'), database);
  const cwd = mkdtempSync(join(tmpdir(), 'expand-contract-rehearsal-'));
  const words = ['change-type', 'film.film_id', 'bigint'];
  say(`$ plan ${words.join(' ')}`);
  say(
    execFileSync(process.execPath, [cli, ...words, '--database', url('pagila')], { cwd, encoding: 'utf8' })
      .trimEnd()
      .replaceAll(/^/gm, '  '),
  );
  const log: Diary = { films: new Map(), errors: [], requests: 0, orphansRefused: 0, orphansAccepted: 0, slowest: 0 };
  const migrate = async (file: string): Promise<void> => {
    const db = await connect(url('pagila'));
    for (const { text } of parseStatements(readFileSync(join(cwd, 'migrations', file), 'utf8'))) await db.query(text);
    await db.end();
  };
  const files = readdirSync(join(cwd, 'migrations')).filter((file) => file.endsWith('.sql'));
  await beside(url('pagila'), log, 'baseline', () => new Promise((done) => setTimeout(done, 2000)));
  for (const file of files) await beside(url('pagila'), log, file, () => migrate(file));
  await verify(url('pagila'), log);
  const [ours, twin] = [await connect(url('pagila')), await connect(url('twin'))];
  await twin.query(NAIVE);
  const differences = diff(await snapshot(twin), await snapshot(ours));
  say(`The schema against the naive twin: ${differences.length} differences in ${(await snapshot(ours)).length} facts`);
  for (const line of differences) say(`  ${line}`);
  if (differences.length > 0) process.exitCode = 1;
  await Promise.all([ours.end(), twin.end()]);
  const awake = setInterval(() => undefined, 1000);
  await server.stop().finally(() => clearInterval(awake));
}

await main();
