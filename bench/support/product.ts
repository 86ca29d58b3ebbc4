import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import type { PhaseName, Plan } from '../../src/types.ts';
import type { Bench } from './measure.ts';

/** The built command line: what a user runs. */
export const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** The command whose SQL is measured. */
export const renameArguments = ['rename', 'users.full_name', 'display_name'] as const;

export interface Renaming {
  readonly target: string;
  readonly name: string;
  readonly flags?: readonly string[];
}

const usual: Renaming = { target: 'users.full_name', name: 'display_name' };

/** What the built product plans in a database, `users.full_name` unless told, once a database. Throws when it refuses. */
export const renamePlan = (bench: Bench, database: string, { target, name, flags = [] } = usual): Promise<Plan> =>
  planOf(bench, database, ['rename', target, name, ...flags]);

/** What the built product plans in a database for these words, once a database. Throws when it refuses. */
export function planOf(bench: Bench, database: string, words: readonly string[]): Promise<Plan> {
  return bench.once(`plan-${database}-${words.join(' ')}`, async () => {
    const url = (await bench.server()).url(database);
    const cwd = mkdtempSync(join(tmpdir(), 'expand-contract-bench-'));
    try {
      const command = [cli, ...words, '--dry-run', '--json', '--database', url];
      const { stdout } = await promisify(execFile)(process.execPath, command, { cwd, maxBuffer: 1 << 26 });
      return (JSON.parse(stdout) as { plan: Plan }).plan;
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
}

/** The statements of a phase, in order, of one step when it is named. Throws when there are none. */
export function statementsOf({ phases }: Plan, phase: PhaseName, step?: string): string[] {
  const steps = phases.filter(({ name }) => name === phase).flatMap(({ steps: all }) => all);
  const wanted = step === undefined ? steps : steps.filter(({ id }) => id === step);
  const statements = wanted.flatMap(({ run }) => run.map(({ sql }) => sql));
  if (statements.length === 0) throw new Error(`the plan has no statements in ${phase} ${step ?? ''}`);
  return statements;
}

/** Runs statements one by one, as psql does. Throws what the server answers. */
export async function runAll(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await client.query(sql);
}
