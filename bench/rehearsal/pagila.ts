import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { installServers, launch } from '../../test/support/launch.ts';

/** A line on stdout. */
export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A connection of its own; the caller ends it. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Makes `database` from a dump of the pagila schema and fills it: pagila.sql says with what. */
export async function load(url: string, database: string, schemaFile: string): Promise<void> {
  const admin = await connect(url);
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const client = await connect(url.replace(/[^/]*$/, database));
  await client.query(readFileSync(schemaFile, 'utf8').replaceAll(/^\\.*$/gm, ''));
  await client.query('RESET ALL');
  await client.query('SET search_path = public');
  await client.query(readFileSync(join(import.meta.dirname, 'pagila.sql'), 'utf8'));
  await client.end();
}

/** The path of the schema file, the first argument of the command. Throws when there is none. */
export function schemaArgument(): string {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error('which schema? give the path of pagila-schema.sql');
  return file;
}

/** A server of its own for `work`, which gets the URL of a database by its name. */
export async function withServer(
  settings: Readonly<Record<string, string>>,
  work: (url: (database: string) => string) => Promise<void>,
): Promise<void> {
  installServers([18]);
  const server = await launch(18, settings);
  try {
    await work((database) => `postgres://postgres@127.0.0.1:${server.port}/${database}`);
  } finally {
    // The server alone does not keep this process alive until it has ended.
    const awake = setInterval(() => undefined, 1000);
    await server.stop().finally(() => clearInterval(awake));
  }
}
