import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { ClientConfig } from 'pg';
import { UserError } from '../errors.ts';

/** What to connect with, and where that was said. */
export interface ConnectionConfig {
  readonly config: ClientConfig;
  /** `environment`: the PG* variables; `default`: nowhere; else the option or the variable that was read. */
  readonly source: string;
}

const SECONDS_TO_CONNECT = 10;
// Debian's and PostgreSQL's own default directories; pg itself would only try TCP.
const SOCKET_DIRECTORIES = ['/var/run/postgresql', '/tmp'];
const KEYWORD = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\[^])*)'|((?:[^\s'\\]|\\[^])*))\s*/y;
// An unescaped / ? or # in a password: its first part would be taken for a port, and be shown as one.
const CUT_PASSWORD = /^[a-z]+:\/\/[^@/?#]*:[^@/?#]*[/?#][^]*@/i;
const URL_START = /^postgres(?:ql)?:\/\//i;

/**
 * Decides how to connect: --database (`says` names what else the text is from), else DATABASE_URL, else the PG* variables. Takes URLs, libpq's
 * `host=... dbname=...` form and a bare database name. Throws UserError that never repeats the text (it may hold a password).
 */
export function connectionConfig(
  database: string | undefined,
  env: NodeJS.ProcessEnv,
  says = '--database',
): ConnectionConfig {
  const fromEnv = fromVariables(env);
  if (database !== undefined) return { config: fromText(database, says, fromEnv), source: says };
  if (env['DATABASE_URL'])
    return { config: fromText(env['DATABASE_URL'], 'DATABASE_URL', fromEnv), source: 'DATABASE_URL' };
  const said = env['PGHOST'] || env['PGHOSTADDR'] || env['PGPORT'] || env['PGDATABASE'] || env['PGUSER'];
  return { config: withDefaults(fromEnv), source: said ? 'environment' : 'default' };
}

function fromText(text: string, source: string, fromEnv: ClientConfig): ClientConfig {
  const base = { application_name: 'expand-contract', connectionTimeoutMillis: fromEnv.connectionTimeoutMillis };
  if (URL_START.test(text)) {
    if (CUT_PASSWORD.test(text)) {
      throw new UserError(`${source} cannot be used: the password holds a sign that ends the host part of a URL.`, {
        hint: 'In a URL write / as %2F, ? as %3F, # as %23, @ as %40 and % as %25.',
      });
    }
    return { ...base, connectionString: text };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme !== undefined) {
    throw new UserError(`${source} is a ${scheme}:// URL, which is not PostgreSQL's.`, { hint: urlHint(source) });
  }
  if (text.includes('=')) return withDefaults({ ...fromEnv, ...fromSettings(keywords(text, source), source) });
  if (text.trim() === '' || /[\s/@:?]/.test(text)) {
    throw new UserError(
      `${source} is neither a URL nor a list of host=... dbname=... settings nor a database's name.`,
      {
        hint: urlHint(source),
      },
    );
  }
  return withDefaults({ ...fromEnv, database: text });
}

function keywords(text: string, source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < text.length; at = KEYWORD.lastIndex) {
    KEYWORD.lastIndex = at;
    const match = KEYWORD.exec(text);
    if (match?.[1] === undefined) {
      throw new UserError(
        `${source} cannot be read as host=... dbname=... settings: something is wrong at character ${String(at + 1)}.`,
        {
          hint: urlHint(source),
        },
      );
    }
    found.set(match[1], (match[2] ?? match[3] ?? '').replace(/\\([^])/g, '$1'));
  }
  return found;
}

const KNOWN = new Set(
  'host hostaddr port dbname user password sslmode sslrootcert sslcert sslkey connect_timeout options application_name'.split(
    ' ',
  ),
);

function fromSettings(settings: ReadonlyMap<string, string>, source: string): ClientConfig {
  const unknown = [...settings.keys()].find((key) => !KNOWN.has(key));
  if (unknown !== undefined) {
    throw new UserError(`${source} has a setting that is not known here: ${unknown}.`, {
      hint: `Leave it out; known are ${[...KNOWN].join(', ')}.`,
    });
  }
  const get = (key: string): string | undefined => settings.get(key) || undefined;
  const tls = tlsOptions(get('sslmode'), get('sslrootcert'), get('sslcert'), get('sslkey'));
  return {
    ...present({
      host: get('hostaddr') ?? get('host'),
      database: get('dbname'),
      user: get('user'),
      password: get('password'),
      options: get('options'),
      port: toNumber(get('port'), 'port'),
      connectionTimeoutMillis: milliseconds(get('connect_timeout')),
    }),
    ...(tls === undefined ? {} : { ssl: tls }),
    application_name: 'expand-contract',
  };
}

function fromVariables(env: NodeJS.ProcessEnv): ClientConfig {
  const variables: readonly (readonly [string, string | undefined])[] = [
    ['host', env['PGHOST']],
    ['hostaddr', env['PGHOSTADDR']],
    ['port', env['PGPORT']],
    ['dbname', env['PGDATABASE']],
    ['user', env['PGUSER']],
    ['password', env['PGPASSWORD']],
    ['options', env['PGOPTIONS']],
    ['connect_timeout', env['PGCONNECT_TIMEOUT'] || String(SECONDS_TO_CONNECT)],
    ['sslmode', env['PGSSLMODE']],
    ['sslrootcert', env['PGSSLROOTCERT']],
    ['sslcert', env['PGSSLCERT']],
    ['sslkey', env['PGSSLKEY']],
  ];
  const set = variables.filter((pair): pair is readonly [string, string] => Boolean(pair[1]));
  return fromSettings(new Map(set), 'the environment');
}

function withDefaults(config: ClientConfig): ClientConfig {
  const port = config.port ?? 5432;
  const socket = SOCKET_DIRECTORIES.find((directory) => existsSync(`${directory}/.s.PGSQL.${String(port)}`));
  return { ...config, host: config.host ?? socket ?? 'localhost', port, user: config.user ?? userInfo().username };
}

/** As pg reads the same words in a URL: every mode but disable and no-verify checks the certificate in full. */
function tlsOptions(
  mode: string | undefined,
  rootcert: string | undefined,
  cert: string | undefined,
  key: string | undefined,
): ClientConfig['ssl'] {
  if (mode === 'disable') return false;
  if (mode === undefined && rootcert === undefined && cert === undefined && key === undefined) return undefined;
  const files = present({ ca: readTlsFile(rootcert), cert: readTlsFile(cert), key: readTlsFile(key) });
  return mode === 'no-verify' ? { ...files, rejectUnauthorized: false } : files;
}

function readTlsFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`The TLS file ${path} cannot be read.`, {
      hint: 'Correct sslrootcert, sslcert or sslkey.',
      cause: error,
    });
  }
}

function toNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new UserError(`The ${name} ${JSON.stringify(text)} is not a number.`, {
    hint: `Correct ${name}, for example ${name}=5432.`,
  });
}

// libpq: zero, negative or missing means no limit; 10 s is ours, so that a wrong address ends.
function milliseconds(seconds: string | undefined): number | undefined {
  const value = toNumber(seconds, 'connect_timeout');
  return value === undefined ? undefined : value * 1000;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}

function urlHint(source: string): string {
  const url = 'postgres://user@host:5432/database';
  return source === '--database' ? `Type --database ${url}` : `Set ${source}=${url}`;
}
