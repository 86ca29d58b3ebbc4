import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStatements } from '../../src/sql/parse.ts';
import type { Plan } from '../../src/types.ts';
import { connect, say } from './pagila.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** What one run of the command line left behind. */
export interface Ran {
  readonly status: number | null;
  /** All that it printed, errors too. */
  readonly printed: string;
  /** The folder in which it ran. */
  readonly cwd: string;
}

/** A file that a plan brings, in the order in which they run. */
export interface Migration {
  readonly path: string;
  readonly phase: string;
}

/** Runs the built command line in a folder of its own, and prints the command and what it printed. */
export function plan(words: readonly string[], url: string): Ran {
  if (!existsSync(cli)) throw new Error('dist/cli.js is not there: npm run build');
  const cwd = mkdtempSync(join(tmpdir(), 'expand-contract-rehearsal-'));
  say(`$ plan ${words.map(quoted).join(' ')}`);
  const env = { ...process.env, DATABASE_URL: url };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { cwd, env, encoding: 'utf8' });
  const printed = `${stdout}${stderr}`.trimEnd();
  say(printed.replaceAll(/^(?=.)/gm, '  '));
  return { status, printed, cwd };
}

const quoted = (word: string): string => (/^[\w.-]+$/.test(word) ? word : `"${word}"`);

/** The plan that a run has written, and its up files. */
export function written(cwd: string): { plan: Plan; files: readonly Migration[] } {
  const [name] = readdirSync(join(cwd, 'plans'));
  if (name === undefined) throw new Error(`no plan in ${cwd}`);
  const told = JSON.parse(readFileSync(join(cwd, 'plans', name, 'plan.json'), 'utf8')) as {
    plan: Plan;
    files: (Migration & { direction: string })[];
  };
  return { plan: told.plan, files: told.files.filter(({ direction }) => direction === 'up') };
}

/** Runs a migration file on a new connection, statement by statement as psql does, and prints what the server says. */
export async function migrate(url: string, file: string): Promise<void> {
  const client = await connect(url);
  client.on('notice', ({ message, severity }) => say(`    ${severity ?? ''}: ${message ?? ''}`));
  try {
    for (const { text } of parseStatements(readFileSync(file, 'utf8'))) await client.query(text);
  } finally {
    await client.end();
  }
}
