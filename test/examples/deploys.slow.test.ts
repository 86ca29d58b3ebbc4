/** The scripts of examples/deploys, run as a person would: each takes a rename through all its deploys by one tool's own commands. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment } from '../cli/run.ts';
import { missingDebian, python } from '../round-trips/debian.ts';
import { tools } from '../round-trips/tools/index.ts';
import { newest, oldest, type TestDatabase } from '../support/server.ts';
import { diff, type Snapshot, snapshot } from '../support/snapshot/index.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'examples', 'deploys');
const schema = readFileSync(join(folder, 'schema.sql'), 'utf8');
const index = 'CREATE INDEX customer_email ON customer (email);';
const rename = 'ALTER TABLE customer RENAME COLUMN first_name TO given_name;';

/** The scripts, what the team's own migration does in them, and the servers to run on; one on the oldest is enough. */
const scripts = [
  { name: 'dbmate', own: index, servers: [oldest(), newest()] },
  { name: 'knex', own: index, servers: [newest()] },
  { name: 'django', own: '', servers: [newest()] },
];

async function seen(database: TestDatabase, own: RegExp): Promise<Snapshot> {
  const client = await database.client();
  const all = await snapshot(client).finally(() => client.end());
  return all.filter((line) => !own.test(line));
}

/** What a script prints. Throws with it when the script fails. */
async function printed(name: string, url: string, args: readonly string[] = []): Promise<string> {
  const env = cleanEnvironment({
    DATABASE_URL: `${url}?sslmode=disable`,
    NODE_MODULES: join(root, '.tools', 'node_modules'),
    PYTHON: python,
  });
  const script = join(folder, `${name}.sh`);
  const { stdout } = await promisify(execFile)(script, args, { env, maxBuffer: 2 ** 24 });
  return stdout;
}

describe('examples/deploys', () => {
  const cases = scripts.flatMap(({ servers, ...script }) =>
    servers.map((server) => ({ ...script, server, major: server.major })),
  );

  test.for(cases)('$name on $major', { timeout: 300_000 }, async ({ name, own, server }, { skip }) => {
    const tool = tools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`no tool is called ${name}`);
    const missing = tool.missing() ?? missingDebian('postgresql-client', 'psql', '--version');
    if (missing !== null) skip(`${name} is not here: ${missing}`);
    const [db, twin] = [await server.createDatabase(), await server.createDatabase(`${schema}${own}${rename}`)];
    try {
      const said = await printed(name, db.url);
      expect(said.match(/^=== Deploy \d: /gm)).toHaveLength(3);
      expect(said).toContain('Everything has run');
      expect(diff(await seen(twin, tool.own), await seen(db, tool.own))).toEqual([]);
    } finally {
      await db.drop();
      await twin.drop();
    }
  });

  test('take no database that has something in it', async ({ skip }) => {
    const missing = missingDebian('postgresql-client', 'psql', '--version');
    if (missing !== null) skip(`psql is not here: ${missing}`);
    const db = await newest().createDatabase('CREATE TABLE kept (id int)');
    try {
      await expect(printed('dbmate', db.url)).rejects.toThrow('the database is not empty');
    } finally {
      await db.drop();
    }
  });
});
