import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/commands/main.ts';

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

/**
 * The same in this process, for what many words are tried with: the start of Node is most of a run. What the built program does with
 * the exit code, and without a terminal, `run` shows.
 */
export async function runHere(
  args: readonly string[],
  { cwd = emptyDirectory() }: { cwd?: string } = {},
): Promise<Ran> {
  const text = { out: '', err: '' };
  const [before, write, writeAside] = [process.cwd(), process.stdout.write, process.stderr.write];
  process.chdir(cwd);
  process.stdout.write = (chunk: string | Uint8Array): boolean => ((text.out += String(chunk)), true);
  process.stderr.write = (chunk: string | Uint8Array): boolean => ((text.err += String(chunk)), true);
  try {
    return { code: await main(args), ...text };
  } finally {
    process.stdout.write = write;
    process.stderr.write = writeAside;
    process.chdir(before);
  }
}
