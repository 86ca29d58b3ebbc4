import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { dotenv } from './dotenv.ts';
import { sources } from './index.ts';
import type { File, Variable } from './source.ts';
import { describeUrl, postgresUrl } from './url.ts';

/** A database that can be picked; `database` is undefined for what the environment names. */
export interface Candidate {
  readonly database: string | undefined;
  /** Into which a password can be put; null for what is no URL. */
  readonly url: string | null;
  /** The same database has the same. */
  readonly key: string;
  /** `app on localhost:5432 as me`; never a password. */
  readonly says: string;
  /** `DATABASE_URL in .env` */
  readonly where: string;
  /** A command takes it unless another is named. */
  readonly settled: boolean;
}

/** The variable from which the settings take the database. */
export interface Chosen {
  readonly variable: string;
  /** What it holds; undefined: it is set nowhere. */
  readonly database: string | undefined;
  /** Where it was chosen: `plan.config.json` */
  readonly where: string;
}

/** What was found, and what was seen and could not be read. */
export interface Connections {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly string[];
}

const LARGEST = 200_000;

/**
 * The databases that the settings, the environment and the files of the repository name, in this order and each once; files are read
 * and never run.
 */
export function findConnections(env: NodeJS.ProcessEnv, cwd: string, chosen?: Chosen): Connections {
  const folders = foldersAround(cwd);
  const variable = variables(env, folders, cwd);
  const candidates = chosen === undefined ? inEnvironment(env) : [...inSettings(chosen), ...besides(env)];
  const unset = chosen !== undefined && chosen.database === undefined;
  const skipped = unset ? [`${chosen.where}: ${chosen.variable} is set nowhere`] : [];
  for (const source of sources) {
    for (const folder of folders) {
      for (const file of source.files.flatMap((pattern) => filesLike(folder, pattern))) {
        const path = relative(cwd, file.path);
        for (const found of source.read(file, variable)) {
          if ('skipped' in found) skipped.push(`${path}: ${found.skipped}`);
          else if (!URL.canParse(found.url)) skipped.push(`${path}: what ${found.entry} says is no address`);
          else
            candidates.push({
              database: found.url,
              url: found.url,
              key: found.url,
              says: describeUrl(found.url),
              where: `${found.entry} in ${path}`,
              settled: false,
            });
        }
      }
    }
  }
  const seen = candidates.map(({ key }) => key);
  return {
    candidates: candidates.filter(({ key }, at) => seen.indexOf(key) === at),
    skipped: [...new Set(skipped)],
  };
}

function inSettings({ variable, database, where }: Chosen): Candidate[] {
  if (database === undefined) return [];
  const url = postgresUrl(database);
  const says = url === null ? `what ${variable} names` : describeUrl(url);
  const key = url ?? database;
  return [{ database: key, url, key, says, where: `${variable}, from ${where}`, settled: true }];
}

/** What the environment names is named to a command only where the settings have not chosen another. */
const besides = (env: NodeJS.ProcessEnv): Candidate[] =>
  inEnvironment(env).map((each) => ({ ...each, database: each.url ?? each.key, settled: false }));

/** A URL that leaves everything to the PG variables. */
const ALL_FROM_VARIABLES = 'postgres:///';

/** As the command line takes them: DATABASE_URL, else the PG variables. */
function inEnvironment(env: NodeJS.ProcessEnv): Candidate[] {
  const url = env['DATABASE_URL'];
  if (url !== undefined && url !== '') {
    const read = postgresUrl(url);
    return [
      {
        database: undefined,
        url: read,
        key: read ?? url,
        says: read === null ? 'what DATABASE_URL names' : describeUrl(read),
        where: 'DATABASE_URL in the environment',
        settled: true,
      },
    ];
  }
  const names = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE', 'PGPORT', 'PGDATABASE', 'PGUSER'].filter((name) => env[name]);
  if (names.length === 0) return [];
  const says = `${env['PGDATABASE'] ?? env['PGUSER'] ?? 'the default database'} on ${env['PGHOST'] ?? env['PGHOSTADDR'] ?? 'localhost'}:${env['PGPORT'] ?? '5432'}${env['PGUSER'] === undefined ? '' : ` as ${env['PGUSER']}`}`;
  const where = `${names.join(', ')} in the environment`;
  return [{ database: undefined, url: ALL_FROM_VARIABLES, key: says, says, where, settled: true }];
}

function variables(env: NodeJS.ProcessEnv, folders: readonly string[], cwd: string): Variable {
  const files = folders.flatMap((folder) => dotenv.files.flatMap((name) => readFile(resolve(cwd, folder, name))));
  const parsed = files.map(({ text }) => parseEnv(text));
  return (name) => env[name] ?? parsed.map((each) => each[name]).find((value) => value !== undefined);
}

/** The working directory and those above it, up to the top of the repository. */
function foldersAround(cwd: string): string[] {
  const found: string[] = [];
  for (let at = resolve(cwd); ; at = dirname(at)) {
    found.push(at);
    if (existsSync(join(at, '.git'))) return found;
    if (dirname(at) === at) return [resolve(cwd)];
  }
}

/** The file, or with a `*` in place of a folder those of all folders. */
function filesLike(folder: string, pattern: string): File[] {
  if (!pattern.startsWith('*/')) return readFile(join(folder, pattern));
  const rest = pattern.slice(2);
  return subfolders(folder).flatMap((name) => readFile(join(folder, name, rest)));
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function readFile(path: string): File[] {
  try {
    return statSync(path).size > LARGEST ? [] : [{ path, text: readFileSync(path, 'utf8') }];
  } catch {
    return [];
  }
}
