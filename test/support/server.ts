/**
 * Real PostgreSQL servers for tests. The run's own servers are started once, by global-setup.ts:
 *
 *   const db = await newest().createDatabase('CREATE TABLE t (id int)');   // also oldest(), or each of servers()
 *   await db.query('SELECT ...', [..]);
 *   await db.drop();
 *
 * Databases have unique names, so tests do not meet in them. Roles belong to the whole server, where they do meet:
 * take them from `createRole()`, which makes a name that nobody else has.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';
import { installServers, launch } from './launch.ts';

export type { TestDatabase } from './database.ts';

export interface TestServer {
  readonly major: number;
  readonly port: number;
  /** A connection URL; the superuser `postgres` and its database by default. Any password is accepted. */
  url(database?: string, user?: string, password?: string): string;
  /** A new database (UTF8, C locale), filled with `sql` when given. */
  createDatabase(sql?: string): Promise<TestDatabase>;
  /** A new role, by default `LOGIN` and nothing else; returns its name, which needs no quotes. It stays. */
  createRole(attributes?: string): Promise<string>;
  /** Ends a server of `startServer`; a shared one of the run is not yours to stop, and this throws. */
  stop(): Promise<void>;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: readonly { readonly major: number; readonly port: number }[];
  }
}

/** A server of one's own, for settings that the shared ones do not have. Call `stop()`. */
export async function startServer(
  major: number,
  options: { readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<TestServer> {
  installServers([major]);
  const launched = await launch(major, options.settings ?? {});
  return testServer(major, launched.port, launched.stop);
}

/** The servers of this run, oldest first: 14 and 18, or all five when PLAN_TEST_ALL=1. */
export function servers(): TestServer[] {
  return inject('servers').map(({ major, port }) =>
    testServer(major, port, () => Promise.reject(new Error(`the shared server ${String(major)} ends with the run`))),
  );
}

/** The newest server of this run. */
export function newest(): TestServer {
  return one(servers().at(-1));
}

/** The oldest server of this run. */
export function oldest(): TestServer {
  return one(servers().at(0));
}

function one(server: TestServer | undefined): TestServer {
  if (server === undefined) throw new Error('this run has no servers: see test/support/global-setup.ts');
  return server;
}

function testServer(major: number, port: number, stop: () => Promise<void>): TestServer {
  const url = (database = 'postgres', user = 'postgres', password?: string): string => {
    const who = password === undefined ? encodeURIComponent(user) : [user, password].map(encodeURIComponent).join(':');
    return `postgres://${who}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
  };
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const createDatabase = async (sql?: string): Promise<TestDatabase> => {
    const name = uniqueName('t');
    // template0: unlike template1, nobody can be connected to it, which would make this fail.
    await admin(`CREATE DATABASE ${name} TEMPLATE template0`);
    const database = testDatabase(
      name,
      (user, password) => url(name, user, password),
      () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    );
    if (sql !== undefined) await database.exec(sql);
    return database;
  };
  const createRole = async (attributes = 'LOGIN'): Promise<string> => {
    const name = uniqueName('r');
    await admin(`CREATE ROLE ${name} ${attributes}`);
    return name;
  };
  return { major, port, url, createDatabase, createRole, stop };
}

/** Lower case letters and digits: it needs no quotes anywhere. */
function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}
