/**
 * Every column of a schema, or `--count n` of them chosen by `--seed s`: planned, taken through all phases while old and new
 * code write and read, compared with a twin that was renamed the naive way. Prints a line a column: carried out, or refused
 * with the reason. Columns of partitions are left out: they are their parent's, and PostgreSQL renames them with it alone.
 * `--rows` is SQL that fills the tables; without rows no code runs.
 *
 *   node --import ./bench/support/typescript.mjs bench/rehearsal/sweep.ts <schema.sql> [--rows bench/rehearsal/pagila.sql]
 *     [--count n] [--seed s] [--major 18]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { fromPg } from '../../src/catalog/client.ts';
import { quoteName } from '../../src/catalog/name.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { rename } from '../../src/changes/rename.ts';
import { Refusal } from '../../src/errors.ts';
import { loadSql } from '../../src/sql/parse.ts';
import { renameInTrigger } from '../../src/sql/rename/index.ts';
import { planAll } from '../../src/planning.ts';
import type { Catalog } from '../../src/types.ts';
import { installServers, launch } from '../../test/support/launch.ts';
import { diff, snapshot } from '../../test/support/snapshot/index.ts';
import { runBeside } from './beside.ts';
import { shapeOf, type Target } from './keys.ts';
import { connect, say } from './pagila.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    rows: { type: 'string' },
    seed: { type: 'string', default: '1' },
    major: { type: 'string', default: '18' },
  },
});
const major = Number(values.major);

/** A small generator whose numbers depend on the seed alone (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function chosen(all: readonly Target[]): readonly Target[] {
  if (values.count === undefined) return all;
  say(`seed ${values.seed}`);
  const next = random(Number(values.seed));
  return all
    .map((target) => ({ target, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, Number(values.count))
    .map(({ target }) => target);
}

const COLUMNS = `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
  ORDER BY 1, 2, a.attnum`;

/** The naive rename, and the triggers whose arguments name the column corrected, as a person would have to. */
async function renameNaively(client: pg.Client, { schema, table, column }: Target, catalog: Catalog): Promise<void> {
  const name = quoteName(schema, table);
  await client.query(`ALTER TABLE ${name} RENAME COLUMN ${quoteName(column)} TO ${NEW_NAME}`);
  for (const trigger of catalog.table.triggers.filter((t) => t.arguments.includes(column))) {
    await client.query(`DROP TRIGGER ${quoteName(trigger.name)} ON ${name}`);
    await client.query(
      renameInTrigger(trigger.definition, catalog.table, new Map([[column, NEW_NAME]]), {
        arguments: (args) => args.map((arg) => (arg === column ? NEW_NAME : arg)),
      }),
    );
  }
}

const NEW_NAME = 'renamed_column';

/** What became of one column; a function whose body names it is acknowledged on the second try, as a person would. */
async function outcome(url: (database: string) => string, admin: pg.Client, target: Target): Promise<string> {
  const acknowledge: string[] = [];
  let refused = '';
  for (;;) {
    try {
      return `${refused}${await carriedOut(url, admin, target, acknowledge)}`;
    } catch (error) {
      if (!(error instanceof Refusal)) return `${refused}FAILED ${String(error)}`;
      const [, name] = /--acknowledge (\S+?)\.?$/.exec(error.hint ?? '') ?? [];
      refused ||= `refused (${error.reason}): ${error.message}`;
      if (name === undefined || acknowledge.includes(name)) return refused;
      acknowledge.push(name);
      refused = `${refused.replace(/\n {4}with --acknowledge.*: $/, '')}\n    with --acknowledge ${acknowledge.join(', ')}: `;
    }
  }
}

async function carriedOut(
  url: (database: string) => string,
  admin: pg.Client,
  target: Target,
  acknowledge: readonly string[],
): Promise<string> {
  for (const database of ['one', 'twin']) {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${database} TEMPLATE swept`);
  }
  const [client, twin] = [await connect(url('one')), await connect(url('twin'))];
  try {
    const name = quoteName(target.schema, target.table, target.column);
    const { catalog } = await readCatalog(fromPg(client), { targets: [name] }, (correct) => correct);
    const change = rename.change({ target: name, name: NEW_NAME });
    const plan = await planAll([{ kind: rename, change, catalog }], {
      sync: 'trigger',
      short: false,
      lockTimeoutMs: 100,
      maxRuntimeSeconds: null,
      acknowledge,
      trackWriters: false,
      strategy: 'column',
      renameDependents: false,
      command: 'plan rename',
    });
    const shape = await shapeOf(client, target);
    const seen = await runBeside(client, url('one'), plan, shape, NEW_NAME, acknowledge.length > 0);
    await renameNaively(twin, target, catalog);
    const differences = diff(await snapshot(twin), await snapshot(client));
    const wrong = [...differences, ...seen.errors.slice(0, 5)];
    const told = `${seen.writes} writes, ${seen.errors.length} failed or lost, slowest ${seen.slowest.toFixed(0)} ms`;
    return wrong.length === 0
      ? `carried out, equal to the twin; ${told}`
      : `DIFFERENT ${told}\n    ${wrong.join('\n    ')}`;
  } finally {
    await Promise.all([client.end(), twin.end()]);
  }
}

/** What servers before 18 do not know, said in the words that they do. */
function forMajor(text: string): string {
  if (major >= 18) return text;
  return text
    .replaceAll('uuidv7()', 'gen_random_uuid()')
    .replaceAll(/\) VIRTUAL/g, ') STORED')
    .replaceAll(/^SET transaction_timeout.*$/gm, '');
}

const schemaFile = positionals[0];
if (schemaFile === undefined) throw new Error('which schema? give the path of a dump');
await loadSql();
installServers([major]);
const server = await launch(major, {});
const url = (database: string): string => `postgres://postgres@127.0.0.1:${server.port}/${database}`;
const admin = await connect(url('postgres'));
await admin.query('CREATE DATABASE swept');
const loader = await connect(url('swept'));
await loader.query(forMajor(readFileSync(schemaFile, 'utf8').replaceAll(/^\\.*$/gm, '')));
if (values.rows !== undefined) {
  await loader.query("RESET ALL; SET search_path = public; SET rehearsal.rows = '400'");
  await loader.query(readFileSync(values.rows, 'utf8'));
}
const targets = chosen((await loader.query<Target>(COLUMNS)).rows);
await loader.end();
const tally = new Map<string, number>();
for (const target of targets) {
  const text = await outcome(url, admin, target);
  const word =
    /FAILED|DIFFERENT/.exec(text)?.[0] ??
    (/^refused.*with --acknowledge.*carried/s.test(text)
      ? 'carried out once acknowledged'
      : (text.split(/[ ,(]/)[0] ?? ''));
  tally.set(word, (tally.get(word) ?? 0) + 1);
  say(`${target.table}.${target.column}`.padEnd(36) + text);
}
say([...tally].map(([word, count]) => `${word}: ${count}`).join(', '));
if (tally.has('FAILED') || tally.has('DIFFERENT')) process.exitCode = 1;
await admin.end();
const awake = setInterval(() => undefined, 1000);
await server.stop().finally(() => clearInterval(awake));
