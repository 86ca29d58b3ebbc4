/**
 * Tools that no registry of ours has, as test code that sends SQL the way they do and keeps the history that they keep. What they
 * were seen to do, and read to do in their source, decides: what reaches the server in one query, and what is in a transaction.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

/** A migration that lies in the directory. */
export interface Pending {
  /** As the tool notes it. */
  readonly version: string;
  /** From the directory: a file, or a folder. */
  readonly entry: string;
}

/** One run of a tool: its connection and the directory that it reads. */
export interface Run {
  readonly client: pg.Client;
  /** The text of a file, from the directory; null when there is none. */
  read(path: string): string | null;
}

/** How one of these tools works. */
export interface Rules extends Pick<Tool, 'name' | 'format' | 'directory' | 'own'> {
  /** Makes the tool's own table. */
  readonly setUp: string;
  /** What it has run, the oldest first, in one column. */
  readonly applied: string;
  /** The migration that an entry of the directory is; null: none. */
  migration(entry: string): Pending | null;
  /** Whether it has run, by what was noted; by default each is noted. */
  ran?(version: string, applied: readonly string[]): boolean;
  /** In the order of the tool; by default that of the numbers. */
  readonly order?: (a: Pending, b: Pending) => number;
  /** The tool refuses to run at all, or nothing. */
  check?(run: Run, all: readonly Pending[], applied: readonly string[]): void;
  /** Sends the migration and notes it. */
  up(run: Run, migration: Pending): Promise<void>;
  /** Takes it back; `before` is the one that ran before it. */
  down?(run: Run, migration: Pending, before: Pending | null): Promise<void>;
  /** The settings of a team, and its first migration. */
  files(migration: string): Readonly<Record<string, string>>;
  /** What it runs at a time. */
  readonly atOnce: 'one' | 'all';
}

/** The tool that such rules are. */
export function executor(rules: Rules): Tool {
  const { name, format, directory, own, down } = rules;
  return {
    name,
    format,
    directory,
    own,
    missing: () => null,
    prepare({ write }, migration) {
      for (const [path, text] of Object.entries(rules.files(migration))) write(path, text);
    },
    next: (project) => forward(rules, project, rules.atOnce === 'one' ? 1 : Infinity),
    all: (project) => forward(rules, project, Infinity),
    ...(down === undefined ? {} : { back: (project) => backward(rules, down, project) }),
  };
}

async function forward(rules: Rules, project: Project, limit: number): Promise<void> {
  await connected(rules, project, async (run, all, applied) => {
    rules.check?.(run, all, applied);
    const ran = rules.ran ?? ((version, noted) => noted.includes(version));
    const pending = all.filter(({ version }) => !ran(version, applied));
    for (const migration of pending.slice(0, limit)) await rules.up(run, migration);
  });
}

async function backward(rules: Rules, down: NonNullable<Rules['down']>, project: Project): Promise<void> {
  await connected(rules, project, async (run, all, applied) => {
    const last = all.find(({ version }) => version === applied.at(-1));
    if (last === undefined) throw new Error(`there is no file for ${String(applied.at(-1))}`);
    await down(run, last, all[all.indexOf(last) - 1] ?? null);
  });
}

const byNumber = (a: Pending, b: Pending): number => (BigInt(a.version) < BigInt(b.version) ? -1 : 1);

async function connected(
  rules: Rules,
  { folder, url }: Project,
  work: (run: Run, all: readonly Pending[], applied: readonly string[]) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(rules.setUp);
    const { rows } = await client.query<string[]>({ text: rules.applied, rowMode: 'array' });
    const entries = readdirSync(join(folder, rules.directory));
    const all = entries.flatMap((entry) => rules.migration(entry) ?? []).toSorted(rules.order ?? byNumber);
    const read = (path: string): string | null => textOf(join(folder, rules.directory, path));
    await work(
      { client, read },
      all,
      rows.map(([version]) => String(version)),
    );
  } finally {
    await client.end();
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The text of a file that has to be there. */
export function needed({ read }: Run, path: string): string {
  const text = read(path);
  if (text === null) throw new Error(`there is no ${path}`);
  return text;
}

/** Work in a transaction, as a tool wraps it; a failure takes all of it back. */
export async function wrapped({ client }: Run, work: () => Promise<unknown>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
