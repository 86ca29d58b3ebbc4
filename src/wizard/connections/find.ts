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
  /** The same database has the same. */
  readonly key: string;
  /** `app on localhost:5432 as me`; never a password. */
  readonly says: string;
  /** `DATABASE_URL in .env` */
  readonly where: string;
  readonly inEnvironment: boolean;
}

/** What was found, and what was seen and could not be read. */
export interface Connections {
  readonly candidates: readonly Candidate[];
  readonly skipped: readonly string[];
}

const LARGEST = 200_000;

/** The databases that the environment and the files of the repository name, each once; files are read and never run. */
export function findConnections(env: NodeJS.ProcessEnv, cwd: string): Connections {
  const folders = foldersAround(cwd);
  const variable = variables(env, folders, cwd);
  const candidates = [...inEnvironment(env)];
  const skipped: string[] = [];
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
              key: found.url,
              says: describeUrl(found.url),
              where: `${found.entry} in ${path}`,
              inEnvironment: false,
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

/** As the command line takes them: DATABASE_URL, else the PG variables. */
function inEnvironment(env: NodeJS.ProcessEnv): Candidate[] {
  const url = env['DATABASE_URL'];
  if (url !== undefined && url !== '') {
    const read = postgresUrl(url);
    return [
      {
        database: undefined,
        key: read ?? url,
        says: read === null ? 'what DATABASE_URL names' : describeUrl(read),
        where: 'DATABASE_URL in the environment',
        inEnvironment: true,
      },
    ];
  }
  const names = ['PGHOST', 'PGHOSTADDR', 'PGSERVICE', 'PGPORT', 'PGDATABASE', 'PGUSER'].filter((name) => env[name]);
  if (names.length === 0) return [];
  const says = `${env['PGDATABASE'] ?? env['PGUSER'] ?? 'the default database'} on ${env['PGHOST'] ?? env['PGHOSTADDR'] ?? 'localhost'}:${env['PGPORT'] ?? '5432'}${env['PGUSER'] === undefined ? '' : ` as ${env['PGUSER']}`}`;
  return [
    { database: undefined, key: says, says, where: `${names.join(', ')} in the environment`, inEnvironment: true },
  ];
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
