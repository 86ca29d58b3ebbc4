import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as users have it; `npm test` builds it first. */
export const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** An empty directory to run in. */
export function emptyDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'plan-cli-'));
}

/** The environment without any database in it. */
export function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !/^PG[A-Z]+$/.test(name));
  return { ...Object.fromEntries(rest), HOME: tmpdir(), NO_COLOR: '1', ...more };
}

/** Runs the program without a terminal and waits for its end. */
export function run(
  args: readonly string[],
  { cwd = emptyDirectory(), env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: cleanEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...text }));
  });
}
