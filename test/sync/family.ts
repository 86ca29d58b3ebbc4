/** A client that makes parents with children of every kind, takes them away again, and keeps trying to leave orphans. */
import type pg from 'pg';
import { codeOf, failure, pause } from './support.ts';

const CHILDREN = ['kids', 'far.deferred', 'orders'] as const;

/** Not a key of anything. */
const NOBODY = -7;

export class Family {
  /** Keys of parents that were committed and not deleted since. */
  readonly alive = new Set<string>();
  /** What failed and should not have. */
  readonly errors: string[] = [];
  /** Orphans that were refused, as they must be. */
  refused = 0;
  private going = true;
  private readonly client: pg.Client;
  private readonly column: string;
  private readonly loop: Promise<void>;

  constructor(client: pg.Client, column: string) {
    this.client = client;
    this.column = column;
    this.loop = this.live();
  }

  static schema(type: string): string {
    return `CREATE SCHEMA far;
      CREATE TABLE parents (id ${type} PRIMARY KEY, region text NOT NULL DEFAULT 'eu', boss bigint, pad text DEFAULT repeat('x', 300), UNIQUE (id, region));
      INSERT INTO parents (pad) SELECT repeat('x', 300) FROM generate_series(1, 1000);
      ALTER TABLE parents ADD FOREIGN KEY (boss) REFERENCES parents ON DELETE SET NULL;
      CREATE TABLE kids (parent bigint NOT NULL REFERENCES parents ON DELETE CASCADE);
      CREATE TABLE far.deferred (parent bigint NOT NULL REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE orders (parent bigint NOT NULL, region text NOT NULL, FOREIGN KEY (parent, region) REFERENCES parents (id, region) ON UPDATE CASCADE ON DELETE CASCADE);
      CREATE INDEX ON parents (boss); CREATE INDEX ON kids (parent); CREATE INDEX ON far.deferred (parent); CREATE INDEX ON orders (parent);`;
  }

  /** Counts children without a parent. */
  static orphans(key: string): string {
    const missing = (table: string, child: string): string =>
      `(SELECT count(*) FROM ${table} c WHERE ${child} IS NOT NULL AND NOT EXISTS (SELECT FROM parents p WHERE p.${key} = c.${child}))`;
    return `SELECT ${[...CHILDREN.map((table) => missing(table, 'parent')), missing('parents', 'boss')].join(' + ')}`;
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.loop;
  }

  private async live(): Promise<void> {
    for (let n = 0; this.going; n++) {
      try {
        await this.born();
        await this.orphan(n);
        if (n % 3 === 0) await this.dies();
      } catch (error) {
        this.errors.push(`${codeOf(error)} ${String(error)}`);
        await this.client.query('ROLLBACK');
      }
      await pause(1);
    }
  }

  private async born(): Promise<void> {
    await this.client.query('BEGIN');
    const boss = [...this.alive].at(-1) ?? null;
    const { rows } = await this.client.query<{ key: string }>(
      `INSERT INTO parents (boss) VALUES ($1) RETURNING ${this.column} AS key`,
      [boss],
    );
    const key = rows[0]?.key ?? '';
    await this.client.query('INSERT INTO far.deferred VALUES ($1)', [key]);
    await this.client.query('INSERT INTO kids VALUES ($1)', [key]);
    await this.client.query("INSERT INTO orders VALUES ($1, 'eu')", [key]);
    if (boss !== null) await this.client.query(`UPDATE parents SET region = 'us' WHERE ${this.column} = $1`, [boss]);
    await this.client.query('COMMIT');
    this.alive.add(key);
  }

  private async dies(): Promise<void> {
    const [key] = this.alive;
    if (key === undefined) return;
    await this.client.query('BEGIN');
    const { rowCount } = await this.client.query(`DELETE FROM parents WHERE ${this.column} = $1`, [key]);
    await this.client.query('DELETE FROM far.deferred WHERE parent = $1', [key]);
    await this.client.query('COMMIT');
    this.alive.delete(key);
    if (rowCount !== 1) this.errors.push(`${key} was gone before it was deleted`);
  }

  /** Must be refused at every point of the roll-out, whichever way it is tried. */
  private async orphan(n: number): Promise<void> {
    const [key] = this.alive;
    const tries = [
      `INSERT INTO kids VALUES (${String(NOBODY)})`,
      `INSERT INTO far.deferred VALUES (${String(NOBODY)})`,
      `INSERT INTO orders VALUES (${String(key ?? NOBODY)}, 'nowhere')`,
      `INSERT INTO parents (boss) VALUES (${String(NOBODY)})`,
      ...(key === undefined ? [] : [`DELETE FROM parents WHERE ${this.column} = ${key}`]),
    ];
    const code = await failure(this.client.query(tries[n % tries.length] ?? ''));
    if (code === '23503') this.refused += 1;
    else this.errors.push(`${String(code)}: ${tries[n % tries.length] ?? ''}`);
  }
}
