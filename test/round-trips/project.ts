import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { cleanEnvironment } from '../cli/run.ts';

const modules = join(import.meta.dirname, '..', '..', '.tools', 'node_modules');

/** The repository of a team, with a database. */
export interface Project {
  readonly folder: string;
  /** The URL of the database, for a superuser without a password. */
  readonly url: string;
  /** Its parts, for tools that have settings for each. */
  readonly at: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** Writes a file of the team's. */
  write(path: string, text: string): void;
  /** The names of what lies in a folder, in order. */
  list(path: string): string[];
  /** What a query gives, in its column `version`; nothing where its table is not there yet. */
  versions(sql: string): Promise<string[]>;
  /** Runs a program in the folder and gives what it printed. Throws an Error with all of that when it fails. */
  run(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
  /** The same for a program of an npm package. */
  npx(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string>;
  remove(): void;
}

/** The line that installs a tool from npm, or null when its package is here. */
export function missingPackage(name: string): string | null {
  return existsSync(join(modules, name)) ? null : 'npm run tools';
}

/** An empty folder in which the packages of npm are found. */
export function projectFor(url: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'plan-round-trip-'));
  if (existsSync(modules)) symlinkSync(modules, join(folder, 'node_modules'));
  const { hostname, port, username, pathname } = new URL(url);
  const run: Project['run'] = (command, args, env = {}) => running(command, args, folder, env);
  return {
    folder,
    url,
    at: { host: hostname, port: Number(port), user: username, database: pathname.slice(1) },
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    list: (path) => readdirSync(join(folder, path)).toSorted(),
    versions: (sql) => versions(url, sql),
    run,
    npx: (command, args, env) => run(join(modules, '.bin', command), args, env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function versions(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ version: string }>(sql)).rows.map(({ version }) => version);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return [];
    throw error;
  } finally {
    await client.end();
  }
}

function running(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env: cleanEnvironment({ CI: 'true', NODE_ENV: 'development', ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 90_000,
    });
    let printed = '';
    const take = (chunk: Buffer): void => void (printed += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done(printed);
      else failed(new Error(`${[command, ...args].join(' ')} ended with ${String(code)}:\n${printed}`));
    });
  });
}
