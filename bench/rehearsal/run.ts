/**
 * The main job on a real schema: plan, then every phase while old code, new code or both run, then the comparison with a
 * twin on which the column was renamed the naive way.
 *
 *   npm run build && node --import ./bench/support/typescript.mjs bench/rehearsal/run.ts <pagila-schema.sql>
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { installServers, launch } from '../../test/support/launch.ts';
import { diff, snapshot } from '../../test/support/snapshot/index.ts';
import { type Diary, diary, run, type Scene } from './client.ts';

const schemaFile = process.argv[2];
if (schemaFile === undefined) throw new Error('which schema? give the path of pagila-schema.sql');
const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

const scenes: readonly (Scene & { naive: string })[] = [
  {
    table: 'customer',
    key: 'customer_id',
    old: 'email',
    new: 'email_address',
    insert: (column) =>
      `INSERT INTO customer (store_id, first_name, last_name, address_id, ${column}) VALUES (1, 'A', 'B', 1, $1) RETURNING customer_id`,
    seen: 'SELECT $2::text IS NOT NULL AND EXISTS (SELECT FROM customer_list WHERE id = $1) AS ok',
    naive: 'ALTER TABLE customer RENAME COLUMN email TO email_address',
  },
  {
    table: 'film',
    key: 'film_id',
    old: 'title',
    new: 'name',
    insert: (column) => `INSERT INTO film (${column}, language_id) VALUES ($1, 1) RETURNING film_id`,
    seen: `SELECT (SELECT title FROM film_list WHERE fid = $1) = $2
      AND (SELECT fulltext @@ plainto_tsquery('pg_catalog.english', $2) FROM film WHERE film_id = $1) AS ok`,
    naive: `ALTER TABLE film RENAME COLUMN title TO name;
      DROP TRIGGER film_fulltext_trigger ON film;
      CREATE TRIGGER film_fulltext_trigger BEFORE INSERT OR UPDATE ON film FOR EACH ROW
        EXECUTE FUNCTION tsvector_update_trigger('fulltext', 'pg_catalog.english', 'name', 'description')`,
  },
];

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
  await client.end();
}

/** Old and new code beside one piece of work. */
async function beside(
  url: string,
  scene: Scene,
  codes: readonly string[],
  logs: Map<string, Diary>,
  work: () => Promise<void>,
): Promise<string> {
  const before = new Map([...logs].map(([name, log]) => [name, log.writes]));
  for (const log of logs.values()) log.slowest = 0;
  const lanes = 8;
  const stops = await Promise.all(
    codes.flatMap((column) =>
      [0, 1, 2, 3].map((at) => {
        const lane = at + (column === scene.old ? 0 : 4);
        const name = `${column} ${lane}`;
        if (!logs.has(name)) logs.set(name, diary());
        return run(url, scene, column, lane, lanes, logs.get(name) as Diary);
      }),
    ),
  );
  await new Promise((done) => setTimeout(done, 500));
  await work();
  await new Promise((done) => setTimeout(done, 500));
  await Promise.all(stops.map((stop) => stop()));
  const writes = [...logs].reduce((sum, [name, log]) => sum + log.writes - (before.get(name) ?? 0), 0);
  const slowest = Math.max(...[...logs.values()].map((log) => log.slowest));
  return `${writes} writes, slowest request ${slowest.toFixed(1)} ms`;
}

async function rehearse(url: string, scene: Scene): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'expand-contract-rehearsal-'));
  const words = ['rename', `${scene.table}.${scene.old}`, scene.new];
  say(`\n$ plan ${words.join(' ')}`);
  say(
    execFileSync(process.execPath, [cli, ...words, '--database', url], { cwd, encoding: 'utf8' })
      .trimEnd()
      .replaceAll(/^/gm, '  '),
  );
  const files = readdirSync(join(cwd, 'migrations')).filter((file) => file.endsWith('.sql'));
  const logs = new Map<string, Diary>();
  const migrate = async (file: string): Promise<void> => {
    const client = await connect(url);
    client.on('notice', ({ message }) => say(`    ${message ?? ''}`));
    for (const { text } of parseStatements(readFileSync(join(cwd, 'migrations', file), 'utf8')))
      await client.query(text);
    await client.end();
  };
  const phase = async (name: string, codes: readonly string[], work: () => Promise<void>): Promise<void> => {
    say(`  ${name.padEnd(46)} ${await beside(url, scene, codes, logs, work)}`);
  };
  const [expand, backfill, contract] = files as [string, string, string];
  await phase('old code, expand', [scene.old], () => migrate(expand));
  await phase('old code, backfill', [scene.old], () => migrate(backfill));
  await phase(
    'old and new code, the roll-out',
    [scene.old, scene.new],
    () => new Promise((done) => setTimeout(done, 2000)),
  );
  await phase('old and new code, every file again', [scene.old, scene.new], async () => {
    await migrate(expand);
    await migrate(backfill);
  });
  await phase('new code, contract', [scene.new], () => migrate(contract));
  await verify(url, scene, logs);
}

async function verify(url: string, scene: Scene, logs: ReadonlyMap<string, Diary>): Promise<void> {
  const client = await connect(url);
  const { rows } = await client.query<{ key: number; value: string | null }>(
    `SELECT ${scene.key} AS key, ${scene.new} AS value FROM ${scene.table}`,
  );
  const held = new Map(rows.map(({ key, value }) => [key, value]));
  await client.end();
  const expected = [...logs.values()].flatMap((log) => [...log.expected]);
  const lost = expected.filter(([key, value]) => held.get(key) !== value);
  const errors = [...logs.values()].flatMap((log) => log.errors);
  const total = [...logs.values()].reduce((sum, log) => sum + log.writes, 0);
  say(
    `  ${total} writes acknowledged to ${expected.length} rows: ${lost.length} lost or changed, ${errors.length} requests failed`,
  );
  for (const error of errors.slice(0, 5)) say(`    ${error}`);
  if (lost.length > 0 || errors.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  await loadSql();
  installServers([18]);
  const server = await launch(18, { shared_buffers: '512MB' });
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${server.port}/${database}`;
  for (const database of ['pagila', 'twin']) await load(url('postgres'), database);
  for (const scene of scenes) await rehearse(url('pagila'), scene);
  const [ours, twin] = [await connect(url('pagila')), await connect(url('twin'))];
  for (const { naive } of scenes) await twin.query(naive);
  const differences = diff(await snapshot(twin), await snapshot(ours));
  say(
    `\nThe schema after both plans against the naive twin: ${differences.length} differences in ${(await snapshot(ours)).length} facts`,
  );
  for (const line of differences) say(`  ${line}`);
  if (differences.length > 0) process.exitCode = 1;
  await Promise.all([ours.end(), twin.end()]);
  const awake = setInterval(() => undefined, 1000);
  await server.stop().finally(() => clearInterval(awake));
}

await main();
