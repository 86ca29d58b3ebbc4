/** Runs the files of a plan the way migration tools send them. */
import type pg from 'pg';
import type { Format, Repo } from '../../src/formats/index.ts';
import { parseStatements } from '../../src/sql/parse.ts';
import type { OutputFile, PhaseName, Plan } from '../../src/types.ts';

/** A repository with nothing in it. */
export const emptyRepo: Repo = { list: () => [], read: () => null };

/** The files of a plan in one format, as if written into an empty directory. */
export function filesOf(plan: Plan, format: Format): OutputFile[] {
  return format.files(plan, {
    directory: format.directory ?? 'migrations',
    existing: [],
    now: new Date('2026-01-02T03:04:05Z'),
    reuse: [],
    repo: emptyRepo,
  });
}

/** The files of one phase and direction, in the order in which they run. */
export function pick(files: readonly OutputFile[], phase: PhaseName, direction: 'up' | 'down' = 'up'): OutputFile[] {
  return files.filter((file) => file.phase === phase && file.direction === direction);
}

/** Sends one text: whole as one simple query, or statement by statement as psql does. Throws what the server answers. */
export async function send(client: pg.ClientBase, text: string, whole: boolean): Promise<void> {
  if (whole) {
    await client.query(text);
    return;
  }
  for (const { text: sql } of parseStatements(text)) await client.query(sql);
}

/** Sends files one after the other and stops at the first that fails: its error, or null when all went well. */
export async function attempt(
  client: pg.ClientBase,
  files: readonly OutputFile[],
  whole: boolean,
): Promise<Error | null> {
  try {
    for (const file of files) await send(client, file.content, whole);
    return null;
  } catch (error) {
    // A tool that stops closes its connection, which ends a transaction that is still open.
    await client.query('ROLLBACK').catch(() => undefined);
    return error as Error;
  }
}

/** Runs a piece of an application and takes back what it wrote. Throws when the database refuses it. */
export async function probe(client: pg.ClientBase, code: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(code);
    // Deferred constraints speak up only at the end.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  } finally {
    await client.query('ROLLBACK');
  }
}
