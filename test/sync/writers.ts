/** Clients that write at random from connections of their own and know what each of their rows must hold. */
import type pg from 'pg';
import { codeOf, pause } from './support.ts';

export interface Writer {
  /** What the rows that only this writer writes must hold in the end: id -> name. */
  readonly expected: ReadonlyMap<number, string | null>;
  /** Increments of the hot rows that were acknowledged: id -> count. */
  readonly increments: ReadonlyMap<number, number>;
  /** SQLSTATEs of everything that failed; nothing may. */
  readonly errors: readonly string[];
  /** Statements that were acknowledged. */
  writes(): number;
  /** The longest statement since the last call, in ms. */
  longest(): number;
  /** Lets the current statement end. */
  stop(): Promise<void>;
}

export interface WriterOptions {
  readonly column: 'full_name' | 'display_name';
  /** A writer's own rows are those with id % of = share. */
  readonly share: number;
  readonly of: number;
  readonly rows: number;
  /** Shared rows whose name is a number that all writers increment. */
  readonly hot: readonly number[];
  /** Rows that an earlier writer of the same share left behind. */
  readonly known?: ReadonlyMap<number, string | null>;
  /** A pause after each statement, so that two cores do for everybody. */
  readonly everyMs?: number;
}

/** Starts to write; `users (id, full_name, note)` holds `rows` rows named 'name <id>'. */
export function startWriter(client: pg.Client, options: WriterOptions): Writer {
  const { column, share, of, rows, hot, everyMs = 1 } = options;
  const expected = new Map(options.known ?? []);
  const increments = new Map<number, number>();
  const errors: string[] = [];
  let writes = 0;
  let longest = 0;
  let going = true;
  let fresh = rows + 1 + share + of * 1_000_000 * (column === 'full_name' ? 1 : 2);
  while (fresh % of !== share) fresh += 1;

  const own = (): number => {
    const id = share + of * Math.floor(Math.random() * Math.floor(rows / of));
    return id === 0 || hot.includes(id) ? own() : id;
  };
  const send = async (sql: string, values: unknown[]): Promise<number> => {
    const from = performance.now();
    const { rowCount } = await client.query(sql, values);
    longest = Math.max(longest, performance.now() - from);
    writes += 1;
    return rowCount ?? 0;
  };
  const step = async (n: number): Promise<void> => {
    const id = own();
    const name = `${column} ${String(share)}-${String(n)}`;
    const dice = Math.random();
    if (dice < 0.3) {
      if ((await send(`UPDATE users SET ${column} = $2 WHERE id = $1`, [id, name])) > 0) expected.set(id, name);
    } else if (dice < 0.4) {
      if ((await send(`UPDATE users SET ${column} = NULL, note = $2 WHERE id = $1`, [id, name])) > 0)
        expected.set(id, null);
    } else if (dice < 0.6) {
      // Moves the row to another page now and then, also while the backfill is on its way to it.
      await send('UPDATE users SET note = repeat($2, 20) WHERE id = $1', [id, name]);
    } else if (dice < 0.7) {
      await send(`INSERT INTO users (id, ${column}) VALUES ($1, $2)`, [fresh, name]);
      expected.set(fresh, name);
      fresh += of;
    } else if (dice < 0.75) {
      await send('DELETE FROM users WHERE id = $1', [id]);
      expected.delete(id);
      await send(
        `INSERT INTO users (id, ${column}) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET ${column} = EXCLUDED.${column}`,
        [id, name],
      );
      expected.set(id, name);
    } else {
      const row = hot[n % hot.length] ?? 0;
      await send(`UPDATE users SET ${column} = (${column}::int + 1)::text WHERE id = $1`, [row]);
      increments.set(row, (increments.get(row) ?? 0) + 1);
    }
  };
  const loop = (async (): Promise<void> => {
    for (let n = 0; going; n++) {
      await step(n).catch((error: unknown) => errors.push(`${codeOf(error)} ${String(error)}`));
      await pause(everyMs);
    }
  })();
  return {
    expected,
    increments,
    errors,
    writes: () => writes,
    longest: () => {
      const was = longest;
      longest = 0;
      return was;
    },
    stop: async () => {
      going = false;
      await loop;
    },
  };
}
