import type { PGlite } from '@electric-sql/pglite';
import { ident } from '../sql/value.ts';
import type { Found, Ledger } from './ledger.ts';

/** The application of the shop, in one of its two versions: they differ in the name of one column. */
export interface Code {
  readonly version: 'old' | 'new';
  /** Reads every row. Throws what the server answers when the column is not there. */
  read(): Promise<Found[]>;
  /** Inserts, updates, saves, upserts and deletes, and writes each into the ledger. Throws before the first when the column is not there. */
  write(ledger: Ledger): Promise<void>;
}

const EACH = 6;

/** The code that knows the name by `column`. */
export function code(database: PGlite, version: 'old' | 'new', column: string): Code {
  const sql = statements(column);
  const other = version === 'old' ? 'new' : 'old';
  let written = 0;
  const name = (): string => `${version} ${(written += 1)}`;
  const newId = async (text: string, values: unknown[]): Promise<number> => {
    const { rows } = await database.query<{ id: number }>(text, values);
    return Number(rows[0]?.id);
  };
  return {
    version,
    async read() {
      const { rows } = await database.query<[number, string, string | null]>(sql.read, [], { rowMode: 'array' });
      return rows;
    },
    async write(ledger) {
      const put = async (id: number, text: string, entry: { email: string; name: string }, values: unknown[]) => {
        await database.query(text, values);
        ledger.wrote(version, id, entry);
      };
      const email = (id: number): string => ledger.entry(id)?.email ?? '';
      for (let count = 0; count < EACH; count += 1) {
        const entry = { name: name(), email: `${version}${written}@example.com` };
        ledger.wrote(version, await newId(sql.insert, [entry.email, entry.name]), entry);

        const updated = ledger.fresh();
        const changed = { name: name(), email: email(updated) };
        await put(updated, sql.update, changed, [updated, changed.name]);

        const kept = ledger.fresh();
        const upserted = { name: name(), email: email(kept) };
        await put(kept, sql.upsert, upserted, [upserted.email, upserted.name]);
      }
      for (const id of ledger.latest(other, EACH)) {
        const saved = { name: name(), email: email(id) };
        await put(id, sql.save, saved, [id, saved.email, saved.name, 'saved']);
      }
      const gone = ledger.fresh();
      await database.query(sql.remove, [gone]);
      ledger.wrote(version, gone, null);
    },
  };
}

function statements(column: string) {
  const named = ident(column).text;
  return {
    read: `SELECT id, email, ${named} FROM users`,
    insert: `INSERT INTO users (email, ${named}) VALUES ($1, $2) RETURNING id`,
    update: `UPDATE users SET ${named} = $2 WHERE id = $1`,
    upsert: `INSERT INTO users (email, ${named}) VALUES ($1, $2) ON CONFLICT (email) DO UPDATE SET ${named} = excluded.${named}`,
    save: `UPDATE users SET email = $2, ${named} = $3, about = $4 WHERE id = $1`,
    remove: 'DELETE FROM users WHERE id = $1',
  };
}
