import type pg from 'pg';
import type { Code } from './app.ts';

/** A command that is to be accepted, and what is needed to judge it. */
export interface Scene {
  readonly words: readonly string[];
  /** How often the command is refused before it is carried out with what the refusal asks for. */
  readonly refusals: number;
  /** The versions of the code, by their ids in the plan. */
  readonly code: Readonly<Record<string, Code>>;
  /** The change as a person makes it by hand on a database without traffic. */
  readonly naive: string;
  /** One value over rows that no client touches: here as on the twin, and in every column that this change leaves alone. */
  readonly untouched: string;
  /** What is wrong with the rows after the last phase; `written` is what the clients were told is there. */
  check(db: pg.Client, written: ReadonlyMap<number, unknown>): Promise<readonly string[]>;
}

/** Compares what was written, by key, with what a query of `key` and `value` returns: a sentence for each that differs. */
export async function lost(
  db: pg.Client,
  written: ReadonlyMap<number, unknown>,
  query: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ key: string; value: unknown }>(query);
  const held = new Map(rows.map(({ key, value }) => [Number(key), value]));
  return [...written]
    .filter(([key, value]) => held.get(key) !== value)
    .map(([key, value]) => `${key} is ${String(held.get(key))}, written ${String(value)}`);
}

/** What a query counts must be none. */
export async function none(db: pg.Client, says: string, query: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ count: string }>(query);
  const count = rows[0]?.count ?? '?';
  return count === '0' ? [] : [`${count} ${says}`];
}
