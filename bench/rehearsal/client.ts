import pg from 'pg';

/** One table and the code that uses it, under either name of the column. */
export interface Scene {
  readonly table: string;
  readonly key: string;
  readonly old: string;
  readonly new: string;
  /** INSERT with the value as $1, returning the key; `column` is the name that this code knows. */
  insert(column: string): string;
  /** Must be true of the row whose key is $1 and whose value is $2, whatever code wrote it: views, search. */
  readonly seen: string;
}

/** What one client did and what the database must therefore hold. */
export interface Diary {
  readonly expected: Map<number, string | null>;
  readonly errors: string[];
  writes: number;
  reads: number;
  slowest: number;
}

export const diary = (): Diary => ({ expected: new Map(), errors: [], writes: 0, reads: 0, slowest: 0 });

/**
 * Code that knows one name of the column, on a connection of its own, until `stop` is called. It owns the rows whose key
 * is `lane` modulo `lanes`, so what it last wrote to them is what must be there. Statements are unnamed, as most
 * drivers send them.
 */
export async function run(
  url: string,
  scene: Scene,
  column: string,
  lane: number,
  lanes: number,
  log: Diary,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const going = { on: true };
  const timed = async (sql: string, values: unknown[]): Promise<pg.QueryResult> => {
    const from = performance.now();
    const result = await client.query(sql, values);
    log.slowest = Math.max(log.slowest, performance.now() - from);
    return result;
  };
  const step = async (n: number): Promise<void> => {
    const key = 1 + ((n * 7919) % 2400) * lanes + lane;
    const value = `${column} ${lane} ${n}`;
    if (n % 10 === 0) {
      const { rows } = await timed(scene.insert(column), [value]);
      log.expected.set(Number(Object.values(rows[0] as object)[0]), value);
    } else if (n % 10 < 6) {
      await timed(`UPDATE ${scene.table} SET ${column} = $2 WHERE ${scene.key} = $1`, [key, value]);
      log.expected.set(key, value);
    } else if (n % 10 === 6) {
      await timed(`UPDATE ${scene.table} SET last_update = now() WHERE ${scene.key} = $1`, [key]);
    } else {
      const known = log.expected.get(key);
      const { rows } = await timed(`SELECT ${column} AS value FROM ${scene.table} WHERE ${scene.key} = $1`, [key]);
      log.reads += 1;
      const held = (rows[0] as { value: string | null } | undefined)?.value;
      if (known !== undefined && held !== known)
        log.errors.push(`${column}: ${key} is ${String(held)}, expected ${String(known)}`);
      if (known !== undefined && n % 40 === 7) {
        const seen = await timed(scene.seen, [key, known]);
        if ((seen.rows[0] as { ok: boolean } | undefined)?.ok !== true)
          log.errors.push(`${column}: ${key} is not seen by views or search`);
      }
      return;
    }
    log.writes += 1;
  };
  const loop = (async (): Promise<void> => {
    for (let n = 1; going.on; n += 1) await step(n).catch((error: unknown) => log.errors.push(String(error)));
  })();
  return async () => {
    going.on = false;
    await loop;
    await client.end();
  };
}
