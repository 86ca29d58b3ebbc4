import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Shown } from '../../src/notes/stack-code.ts';

/** A program that runs the snippets of one version in one stack, in test/stacks/<stack>/. */
export interface Runner {
  readonly stack: string;
  /** Its versions take seconds to start. */
  readonly slow?: true;
  /** Of the program: `python3 runner.py`. */
  readonly command: readonly string[];
  /** Exits with 0 when all that it needs is installed. */
  readonly probe: readonly string[];
  /** The line that installs it. */
  readonly install: string;
}

/** What is asked of a version of the code, one line of JSON; `read` are keys of rows that others have written. */
export interface Asked {
  readonly create: readonly unknown[];
  readonly update: readonly unknown[];
  readonly read: readonly string[];
}

/** What it answers: the fields of a row that it has created and then updated, or what went wrong. */
export interface Answered {
  readonly key?: string | null;
  readonly created?: Readonly<Record<string, unknown>>;
  readonly updated?: Readonly<Record<string, unknown>>;
  readonly others?: readonly Readonly<Record<string, unknown>>[];
  readonly error?: string;
}

/** A version of the code that stays up through the phases, with its connections and what it has cached. */
export interface Running {
  ask(what: Asked): Promise<Answered>;
  stop(): void;
}

/** Whether what a runner needs is installed. */
export function isInstalled({ probe: [program = '', ...words] }: Runner): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** Starts a version of the code; each snippet is a file, and the runner is told of the fields in `view.json`. */
export function start({ command: [program = '', ...words] }: Runner, { view, snippets }: Shown, url: string): Running {
  if (view === null) throw new Error('this version does not know the table');
  const folder = mkdtempSync(join(tmpdir(), 'plan-stack-'));
  for (const [at, { language, text }] of snippets.entries()) writeFileSync(join(folder, `${at}.${language}`), text);
  const told = {
    model: view.model,
    table: view.table,
    key: view.key.field,
    keyType: view.key.type.family,
    fields: view.values.filter(({ reads }) => reads.length > 0).map(({ field }) => field),
    types: view.given.map(({ type }) => type.family),
    languages: snippets.map(({ language }) => language),
  };
  writeFileSync(join(folder, 'view.json'), JSON.stringify(told));
  const child = spawn(program, [...words, folder], { env: { ...process.env, DATABASE_URL: url }, cwd: folder });
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  child.on('close', () => {
    for (const answer of waiting.splice(0)) answer(JSON.stringify({ error: `it ended: ${trouble}` }));
  });
  return {
    ask: (what) =>
      new Promise((answered) => {
        waiting.push((line) => answered(JSON.parse(line) as Answered));
        if (child.exitCode !== null) waiting.shift()?.(JSON.stringify({ error: `it ended: ${trouble}` }));
        else child.stdin.write(`${JSON.stringify(what)}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}
