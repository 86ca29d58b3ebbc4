import pg from 'pg';
import { quoteName } from '../../src/catalog/name.ts';
import { freshValue, type Shape } from './keys.ts';

/** One row that a lane owns: only this lane writes it, so what it last wrote must be there. */
interface Held {
  key: readonly string[];
  value: string | null;
  /** Made by the lane: nothing refers to it, its key may change, it may be deleted. */
  readonly own: boolean;
}

/** The name that code knows: old, new, or either by turns, as requests that reach instances of both. */
export type Names = readonly [string, ...string[]];

/** A client of any table whose rows have a key: it inserts, updates, upserts, deletes and reads, and remembers. */
export class Lane {
  readonly errors: string[] = [];
  writes = 0;
  slowest = 0;
  private readonly rows: Held[];
  private readonly shape: Shape;
  private readonly overridden: boolean;
  private turns = 0;

  constructor(shape: Shape, rows: readonly { key: readonly string[]; value: string | null }[], overridden: boolean) {
    this.shape = shape;
    this.overridden = overridden;
    this.rows = rows.map((row) => ({ ...row, own: false }));
  }

  /** Works until the function that comes back is called. */
  async start(url: string, names: Names): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const going = { on: true };
    const loop = (async (): Promise<void> => {
      while (going.on) {
        const name = names[Math.floor(Math.random() * names.length)] ?? names[0];
        // A turn may find nothing to do; others must come to theirs.
        await new Promise((resolve) => setImmediate(resolve));
        await this.turn(client, name).catch((error: unknown) => this.failed(name, error));
      }
    })();
    return async () => {
      going.on = false;
      await loop;
      await client.end();
    };
  }

  /** Rows that do not hold what was last written to them, seen by this name. */
  async lost(client: pg.Client, name: string): Promise<string[]> {
    const wrong: string[] = [];
    for (const { key, value } of this.rows) {
      const { rows } = await client.query(this.select(name), [...key]);
      const held = (rows[0] as { value: string | null } | undefined)?.value;
      if (held !== value) wrong.push(`${name} of ${key.join(', ')} is ${String(held)}, not ${String(value)}`);
    }
    return wrong;
  }

  private failed(name: string, error: unknown): void {
    // Keys of other tables, two at a time: another client may come first.
    if ((error as { code?: string }).code === '23505' && this.shape.unique && this.shape.foreign) return;
    this.errors.push(`code that knows ${name}: ${String(error)}`);
  }

  private async turn(client: pg.Client, name: string): Promise<void> {
    const { shape } = this;
    this.turns += 1;
    const row = this.rows[Math.floor(Math.random() * this.rows.length)];
    if (row === undefined) return;
    const dice = Math.random();
    if (dice < 0.3) return this.read(client, name, row);
    if (dice < 0.5 && shape.insertable) return this.insert(client, name, row);
    if (dice < 0.55 && row.own) return this.remove(client, name, row);
    if (dice < 0.65 && shape.other !== null) return this.touch(client, name, row, shape.other);
    if (dice < 0.7 && shape.arbiter && shape.insertable) return this.upsert(client, name, row);
    if (row.own || !shape.referenced) await this.update(client, name, row);
  }

  private async sent(client: pg.Client, sql: string, values: readonly (string | null)[]): Promise<pg.QueryResult> {
    const from = performance.now();
    const result = await client.query(sql, [...values]);
    this.slowest = Math.max(this.slowest, performance.now() - from);
    return result;
  }

  private async read(client: pg.Client, name: string, row: Held): Promise<void> {
    const { rows } = await this.sent(client, this.select(name), row.key);
    const held = (rows[0] as { value: string | null } | undefined)?.value;
    if (held !== row.value)
      this.errors.push(`${name} of ${row.key.join(', ')} reads ${String(held)}, written ${String(row.value)}`);
  }

  private async update(client: pg.Client, name: string, row: Held): Promise<void> {
    const { shape } = this;
    const column = quoteName(name);
    const value = this.value();
    const inKey = shape.key.includes(shape.column);
    const free = `NOT EXISTS (SELECT FROM ${shape.table} AS other WHERE ${shape.key
      .map((part, at) => (part === shape.column ? `other.${column} = $1` : `other.${quoteName(part)} = $${at + 2}`))
      .join(' AND ')})`;
    const sql = `UPDATE ${shape.table} AS t SET ${column} = $1 WHERE ${this.where(name, 2)}${inKey ? ` AND ${free}` : ''}
      RETURNING ${this.returning(name)}`;
    this.wrote(row, await this.sent(client, sql, [value, ...row.key]), value, inKey);
  }

  private async touch(client: pg.Client, name: string, row: Held, other: string): Promise<void> {
    const column = quoteName(other);
    const sql = `UPDATE ${this.shape.table} AS t SET ${column} = ${column} WHERE ${this.where(name, 1)} RETURNING ${this.returning(name)}`;
    // A trigger may set the column on any update.
    this.wrote(row, await this.sent(client, sql, row.key), this.overridden ? undefined : row.value, false);
  }

  private async insert(client: pg.Client, name: string, from: Held): Promise<void> {
    const { shape } = this;
    const omitted = (shape.defaulted || (shape.nullable && !shape.unique)) && this.turns % 3 === 0;
    const value = omitted ? undefined : this.value();
    const result = await this.sent(client, this.insertion(name, value !== undefined, ''), [
      ...from.key,
      ...shape.fresh.map(({ type }) => freshValue(type)),
      ...(value === undefined ? [] : [value]),
    ]);
    const made: Held = { key: [], value: null, own: true };
    this.wrote(made, result, value, false);
    this.rows.push(made);
  }

  private async upsert(client: pg.Client, name: string, row: Held): Promise<void> {
    const column = quoteName(name);
    const sql = this.insertion(name, true, `ON CONFLICT (${column}) DO UPDATE SET ${column} = EXCLUDED.${column}`);
    const fresh = this.shape.fresh.map(({ type }) => freshValue(type));
    const result = await this.sent(client, sql, [...row.key, ...fresh, row.value]);
    const before = row.key.join();
    this.wrote(row, result, row.value ?? undefined, false);
    if (row.key.join() !== before)
      this.errors.push(`an upsert on ${name} reached row ${row.key.join()}, not ${before}`);
  }

  private async remove(client: pg.Client, name: string, row: Held): Promise<void> {
    await this.sent(client, `DELETE FROM ${this.shape.table} WHERE ${this.where(name, 1)}`, row.key);
    this.rows.splice(this.rows.indexOf(row), 1);
    this.writes += 1;
  }

  private wrote(row: Held, { rows }: pg.QueryResult, value: string | null | undefined, guarded: boolean): void {
    const [got] = rows as { key: string[]; value: string | null }[];
    if (got === undefined) {
      if (!guarded) this.errors.push(`a write to row ${row.key.join()} found no row`);
      return;
    }
    if (value !== undefined && !this.overridden && got.value !== value)
      this.errors.push(`wrote ${String(value)} to ${got.key.join()}, and ${String(got.value)} came back`);
    row.key = got.key;
    row.value = got.value;
    this.writes += 1;
  }

  private value(): string | null {
    const { unique, foreign, type, pool } = this.shape;
    if (unique && !foreign) return freshValue(type);
    return pool[Math.floor(Math.random() * pool.length)] ?? null;
  }

  private insertion(name: string, given: boolean, conflict: string): string {
    const { table, key, copied, fresh, type } = this.shape;
    const columns = [...copied, ...fresh.map((each) => each.name), ...(given ? [name] : [])].map((each) =>
      quoteName(each),
    );
    const said = [...fresh.map((each) => each.type), ...(given ? [type] : [])];
    const values = [
      ...copied.map((each) => quoteName(each)),
      ...said.map((each, at) => `$${key.length + at + 1}::${each}`),
    ];
    return `INSERT INTO ${table} AS t (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table}
      WHERE ${this.where(name, 1)} ${conflict} RETURNING ${this.returning(name)}`;
  }

  private select(name: string): string {
    return `SELECT ${quoteName(name)}::text AS value FROM ${this.shape.table} WHERE ${this.where(name, 1)}`;
  }

  private returning(name: string): string {
    const parts = this.key(name).map((part) => `t.${part}::text`);
    return `ARRAY[${parts.join(', ')}] AS key, t.${quoteName(name)}::text AS value`;
  }

  private where(name: string, from: number): string {
    return this.key(name)
      .map((part, at) => `${part} = $${from + at}`)
      .join(' AND ');
  }

  private key(name: string): string[] {
    return this.shape.key.map((part) => quoteName(part === this.shape.column ? name : part));
  }
}
