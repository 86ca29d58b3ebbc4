import { UserError } from '../errors.ts';
import { fromPg, type SqlClient } from './client.ts';
import { type Attempt, connectError, describe } from './connect-error.ts';
import { connectionConfig } from './connection-config.ts';

export interface Connection {
  readonly client: SqlClient;
  /** host:port/database, never a password. */
  readonly description: string;
  close(): Promise<void>;
}

/**
 * Connects to the database that --database, else DATABASE_URL, else the PG* variables name. What a URL leaves out is
 * taken from the PG* variables of the process and .pgpass, as pg does. Every failure is a UserError without the password.
 */
export async function connect(options: {
  database?: string;
  /** What `database` is from, when it is not --database. */
  says?: string;
  env: NodeJS.ProcessEnv;
}): Promise<Connection> {
  const { config, source } = connectionConfig(options.database, options.env, options.says);
  // On Node 20, which has no `navigator` yet, pg finds out that it is not on Cloudflare by making a Response, and that
  // loads all of undici: a tenth of the time that planning takes. Node 21 and later say who they are like this.
  if (!('navigator' in globalThis))
    Object.assign(globalThis, { navigator: { userAgent: `Node.js/${process.version}` } });
  const { default: pg } = await import('pg');
  const client = newClient(() => new pg.Client(config), source);
  const attempt: Attempt = {
    host: client.host,
    port: client.port,
    database: client.database ?? '',
    user: client.user ?? '',
    source,
  };
  // A connection that breaks while idle is reported by the next query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectError(error, attempt);
  }
  return { client: fromPg(client), description: describe(attempt), close: () => client.end() };
}

function newClient<Client>(make: () => Client, source: Attempt['source']): Client {
  try {
    return make();
  } catch (error) {
    // The URL parser's own error would repeat the URL, password and all; a missing certificate file names only itself.
    const file =
      error instanceof Error && 'path' in error
        ? `the file ${String(error.path)} cannot be read`
        : 'it is not a valid URL';
    throw new UserError(`${source} cannot be used: ${file}.`, {
      hint: 'Write postgres://user@host:5432/database; signs such as @ : / # % in a password are written as %40 and so on.',
    });
  }
}
