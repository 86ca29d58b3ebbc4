/**
 * The main job on a real schema: plan, then every phase while old code, new code or both run, then the comparison with a
 * twin on which the column was renamed the naive way.
 *
 *   npm run build && node --import ./bench/support/typescript.mjs bench/rehearsal/run.ts <pagila-schema.sql>
 */
import { join } from 'node:path';
import { loadSql } from '../../src/sql/parse.ts';
import { diff, snapshot } from '../../test/support/snapshot/index.ts';
import { type Diary, diary, run, type Scene } from './client.ts';
import { migrate, plan, written } from './command.ts';
import { connect, load, say, schemaArgument, withServer } from './pagila.ts';

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
  say('');
  const { cwd, status } = plan(['rename', `${scene.table}.${scene.old}`, scene.new], url);
  if (status !== 0) throw new Error(`the command ended with ${String(status)}`);
  const paths = written(cwd).files.map(({ path }) => join(cwd, path));
  const logs = new Map<string, Diary>();
  const phase = async (name: string, codes: readonly string[], work: () => Promise<void>): Promise<void> => {
    say(`  ${name.padEnd(46)} ${await beside(url, scene, codes, logs, work)}`);
  };
  const [expand, backfill, contract] = paths as [string, string, string];
  await phase('old code, expand', [scene.old], () => migrate(url, expand));
  await phase('old code, backfill', [scene.old], () => migrate(url, backfill));
  await phase(
    'old and new code, the roll-out',
    [scene.old, scene.new],
    () => new Promise((done) => setTimeout(done, 2000)),
  );
  await phase('old and new code, every file again', [scene.old, scene.new], async () => {
    await migrate(url, expand);
    await migrate(url, backfill);
  });
  await phase('new code, contract', [scene.new], () => migrate(url, contract));
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

async function main(url: (database: string) => string): Promise<void> {
  for (const database of ['pagila', 'twin']) await load(url('postgres'), database, schemaFile);
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
}

const schemaFile = schemaArgument();
await loadSql();
await withServer({ shared_buffers: '512MB' }, main);
