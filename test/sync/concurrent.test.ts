/** Old and new code at once, from connections of their own, while the phases run on another. */
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlanOptions } from '../../src/types.ts';
import { newest, oldest, type TestDatabase } from '../support/server.ts';
import { codeOf, failure, pause, planRename, type Rename } from './support.ts';
import { startWriter, type Writer } from './writers.ts';

const ROWS = 4000;
const HOT = [1, 2, 3];
// 5 rows a page: more than three ranges of pages.
const USERS = `
  CREATE TABLE users (id bigint PRIMARY KEY, full_name text, note text, pad text) WITH (fillfactor = 90);
  INSERT INTO users SELECT i, CASE WHEN i <= 3 THEN '0' ELSE 'name ' || i END, 'n', repeat('x', 1400) FROM generate_series(1, ${String(ROWS)}) i;`;

/** What a statement may take beyond lock_timeout on two busy cores; without the retries it would be seconds. */
const SLACK = 350;

describe.each([newest(), oldest()])('from concurrent connections on $major', (server) => {
  let db: TestDatabase;
  let client: pg.Client;
  let rename: Rename;
  afterEach(() => db.drop());

  async function planned(schema: string, options: Partial<PlanOptions> = {}): Promise<void> {
    db = await server.createDatabase(schema);
    client = await db.client();
    rename = await planRename(client, undefined, options);
  }
  const count = async (condition: string): Promise<number> =>
    Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM users WHERE ${condition}`))[0]?.n);

  /** Three writers of one application, each with its own third of the rows. */
  async function application(
    column: 'full_name' | 'display_name',
    shares: readonly number[],
    before: readonly Writer[] = [],
  ): Promise<Writer[]> {
    return Promise.all(
      shares.map(async (share, at) => {
        const known = before[at]?.expected;
        const options = { column, share, of: 4, rows: ROWS, hot: HOT, everyMs: 3 };
        return startWriter(await db.client(), known === undefined ? options : { ...options, known });
      }),
    );
  }

  it('not one acknowledged write is lost or changed', async () => {
    await planned(USERS);
    const old = await application('full_name', [0, 1]);
    await pause(200);
    await rename.run(client, 'expand');
    await pause(300);
    await rename.run(client, 'backfill');
    await pause(100);
    const fresh = await application('display_name', [2, 3]);
    await pause(1200);
    expect(await count('full_name IS DISTINCT FROM display_name')).toBe(0);
    await Promise.all(old.map((each) => each.stop()));
    const rest = await application('display_name', [0, 1], old);
    await rename.run(client, 'contract');
    await pause(200);
    const all = [...old, ...fresh, ...rest];
    await Promise.all(all.map((each) => each.stop()));

    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
    expect(all.reduce((sum, each) => sum + each.writes(), 0)).toBeGreaterThan(300);
    const rows = await db.query<{ id: string; display_name: string | null }>('SELECT id, display_name FROM users');
    const seen = new Map(rows.map((row) => [Number(row.id), row.display_name]));
    const written = new Map([...fresh, ...rest].flatMap(({ expected }) => [...expected]));
    const lost = [...written].filter(([id, name]) => seen.get(id) !== name);
    expect(lost).toEqual([]);
    const changed = [...seen].filter(
      ([id, name]) => !written.has(id) && !HOT.includes(id) && name !== `name ${String(id)}`,
    );
    expect(changed).toEqual([]);
    for (const id of HOT) {
      expect(Number(seen.get(id)), `increments of ${String(id)}`).toBe(
        all.reduce((sum, each) => sum + (each.increments.get(id) ?? 0), 0),
      );
    }
  });

  it('copies all other rows while some are locked, comes back for those, and keeps what their holder wrote', async () => {
    await planned(USERS);
    await rename.run(client, 'expand');
    const holder = await db.client();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM users WHERE id BETWEEN 100 AND 199 FOR UPDATE');
    await holder.query("UPDATE users SET full_name = 'held' WHERE id BETWEEN 100 AND 110");
    const copying = rename.run(client, 'backfill');
    for (let tries = 0; (await count('display_name IS NOT NULL')) < ROWS - 100; tries++) {
      expect(tries, 'the other rows are copied while the locks are held').toBeLessThan(100);
      await pause(100);
    }
    expect(await count('display_name IS NULL')).toBe(100);
    await holder.query('COMMIT');
    await copying;
    expect(await count('full_name IS DISTINCT FROM display_name')).toBe(0);
    expect(await count("display_name = 'held'")).toBe(11);
  });

  it('trap 5: transactions that lock rows against the order of the backfill are never deadlock victims', async () => {
    await planned(`${USERS} ALTER TABLE users ADD stamped int;
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.stamped := 1; RETURN NEW; END $$;
      CREATE TRIGGER stamp BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();`);
    await rename.run(client, 'expand');
    const errors: string[] = [];
    let going = true;
    const app = async (share: number): Promise<number> => {
      const own = await db.client();
      let transactions = 0;
      for (; going; transactions++) {
        const first = Math.ceil(Math.random() * (ROWS - 400)) + 300;
        await own.query('BEGIN');
        for (let id = first; id > first - 300; id -= 29) {
          const row = id - (id % 2) + share;
          await own
            .query(`UPDATE users SET note = 'app' WHERE id = ${String(row)}`)
            .catch((error: unknown) => errors.push(codeOf(error)));
        }
        await own.query('COMMIT');
      }
      return transactions;
    };
    // Each has its own half of the rows, always downwards: they cannot be in each other's way.
    const apps = [app(0), app(1)];
    await rename.run(client, 'backfill');
    going = false;
    const transactions = await Promise.all(apps);
    expect(errors).toEqual([]);
    expect(Math.min(...transactions)).toBeGreaterThan(2);
    expect(await count('full_name IS DISTINCT FROM display_name')).toBe(0);
  });

  it.each(['expand', 'contract'] as const)(
    '%s retries behind an open transaction and nobody else waits for it',
    async (phase) => {
      await planned(USERS);
      if (phase === 'contract') {
        await rename.run(client, 'expand');
        await rename.run(client, 'backfill');
      }
      const holder = await db.client();
      await holder.query('BEGIN');
      await holder.query('SELECT FROM users LIMIT 1');
      const app = await application(phase === 'expand' ? 'full_name' : 'display_name', [0, 1, 2]);
      await pause(100);
      for (const each of app) each.longest();
      let ended = false;
      const running = rename.run(client, phase).then(() => (ended = true));
      await pause(1500);
      expect(ended).toBe(false);
      const waited = Math.max(...app.map((each) => each.longest()));
      await holder.query('COMMIT');
      await running;
      await Promise.all(app.map((each) => each.stop()));
      expect(app.flatMap(({ errors }) => errors)).toEqual([]);
      expect(waited).toBeLessThan(50 + SLACK);
    },
  );

  it('trap 20: contract waits for a second table no longer than its one budget, with the first one locked', async () => {
    await planned(`CREATE TABLE names (name text PRIMARY KEY); INSERT INTO names SELECT 'name ' || i FROM generate_series(1, ${String(ROWS)}) i;
      INSERT INTO names VALUES ('0'); ${USERS} ALTER TABLE users ADD FOREIGN KEY (full_name) REFERENCES names;`);
    await rename.run(client, 'expand');
    await rename.run(client, 'backfill');
    const holder = await db.client();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM names LIMIT 1');
    const running = rename.run(client, 'contract');
    const reader = await db.client();
    let longest = 0;
    for (const until = performance.now() + 1500; performance.now() < until;) {
      const from = performance.now();
      await reader.query('SELECT FROM users WHERE id = 7');
      longest = Math.max(longest, performance.now() - from);
    }
    await holder.query('COMMIT');
    await running;
    expect(longest).toBeLessThan(50 + SLACK);
  });

  // What comes after the table, the conflict target for a column's name, the keys that are equal, the oldest version.
  it.each<[string, string, string, string, readonly string[], number]>([
    ['a unique constraint', 'full_name text UNIQUE', '', '(%)', ['k1', 'k2', 'k3'], 14],
    ['a unique column without regard to case', 'full_name citext UNIQUE', '', '(%)', ['k', 'K'], 14],
    ['numbers that are equal in two ways', 'full_name numeric UNIQUE', '', '(%)', ['1.0', '1.00'], 14],
    [
      'a unique index on an expression',
      'full_name text',
      'CREATE UNIQUE INDEX ON users (lower(full_name))',
      '(lower(%))',
      ['k', 'K'],
      14,
    ],
    [
      'a key column called like a variable of PL/pgSQL',
      'full_name text, found bool DEFAULT true',
      'CREATE UNIQUE INDEX ON users (found, lower(full_name))',
      '(found, lower(%))',
      ['k', 'K'],
      14,
    ],
    [
      'the column in the predicate alone',
      "full_name text, team text DEFAULT 'a'",
      'CREATE UNIQUE INDEX ON users (team) WHERE full_name IS NOT NULL',
      '(team) WHERE % IS NOT NULL',
      ['k', 'l'],
      14,
    ],
    [
      'values that a trigger makes equal',
      'full_name text UNIQUE',
      `CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.full_name := lower(NEW.full_name); RETURN NEW; END $$;
       CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tidy()`,
      '(%)',
      ['k', 'K'],
      14,
    ],
    ['NULLS NOT DISTINCT', 'full_name text UNIQUE NULLS NOT DISTINCT', '', '(%)', ['k', 'l'], 15],
  ])(
    'trap 12: concurrent upserts by either code raise no error, with %s',
    async (_, columns, more, target, keys, since) => {
      await planned(
        `CREATE EXTENSION citext; CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ${server.major < since ? 'full_name text UNIQUE' : columns}, n int DEFAULT 1); ${more}`,
        { acknowledge: ['public.tidy'] },
      );
      await rename.run(client, 'expand');
      await rename.run(client, 'backfill');
      const errors: string[] = [];
      const upserting = async (name: string): Promise<void> => {
        const own = await db.client();
        const sql = `INSERT INTO users (${name}) VALUES ($1) ON CONFLICT ${target.replace('%', name)} DO UPDATE SET n = users.n + 1`;
        for (let n = 0; n < 75; n++) {
          const code = await failure(own.query(sql, [keys[n % keys.length]]));
          if (code !== null) errors.push(code);
          // Rows must be new again and again for the race to happen.
          if (n % 3 === 0) await own.query('DELETE FROM users WHERE id = (SELECT min(id) FROM users)');
        }
      };
      await Promise.all(Array.from({ length: 16 }, (__, at) => upserting(at % 2 === 0 ? 'full_name' : 'display_name')));
      expect(errors).toEqual([]);
    },
  );
});
