/** One table of the property: the database beside the model, taken through the phases while both are written. */
import type pg from 'pg';
import { expect } from 'vitest';
import type { PhaseName } from '../../src/types.ts';
import { DEFAULTS, Model, type Shape, UNKNOWN, Violation } from './model.ts';
import { type Columns, type Operation, write } from './operations.ts';
import { codeOf, DISPLAY, failure, FULL, planRename, type Rename } from './support.ts';

const PHASES: readonly PhaseName[] = ['expand', 'backfill', 'contract'];

/** Works with either name of the column, so that nobody has to change it in the deploy of contract. */
const triggerFunction = (schema: string, expression: string): string => `
  CREATE FUNCTION ${schema}.tidy() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    name text := CASE WHEN to_jsonb(NEW) ? '${FULL}' THEN '${FULL}' ELSE '${DISPLAY}' END;
  BEGIN
    RETURN jsonb_populate_record(NEW, jsonb_build_object(name, ${expression}));
  END $$`;

const EXPRESSIONS = {
  lower: 'lower(to_jsonb(NEW) ->> name)',
  'lower-update-of': 'lower(to_jsonb(NEW) ->> name)',
  coalesce: "coalesce(to_jsonb(NEW) ->> name, 'nobody')",
} as const;

export class World {
  readonly model: Model;
  /** Rows that were written since expand, or copied: their two columns must be equal. */
  private readonly filled = new Set<number>();
  private done = 0;
  private rename: Rename | undefined;
  readonly log: string[] = [];
  private readonly client: pg.Client;
  private readonly schema: string;

  constructor(client: pg.Client, schema: string, shape: Shape) {
    this.client = client;
    this.schema = schema;
    this.model = new Model(shape);
  }

  async create(): Promise<void> {
    const { shape } = this.model;
    const fallback = shape.default === 'none' ? '' : ` DEFAULT ${DEFAULTS[shape.type][shape.default].sql}`;
    const constraints = `${fallback}${shape.notNull ? ' NOT NULL' : ''}${shape.unique ? ' UNIQUE' : ''}`;
    await this.send(`CREATE SCHEMA ${this.schema}`);
    await this.send(`SET search_path = ${this.schema}, public`);
    await this.send(`CREATE TABLE users (id int PRIMARY KEY, ${FULL} ${shape.type}${constraints}, note text)`);
    if (shape.trigger === 'none') return;
    await this.send(triggerFunction(this.schema, EXPRESSIONS[shape.trigger]));
    const events = shape.trigger === 'lower-update-of' ? `INSERT OR UPDATE OF ${FULL}` : 'INSERT OR UPDATE';
    await this.send(
      `CREATE TRIGGER tidy BEFORE ${events} ON users FOR EACH ROW EXECUTE FUNCTION ${this.schema}.tidy()`,
    );
  }

  /** Runs the next phase; `stopAfter` statements of backfill first, as if its tool had been killed there. */
  async next(): Promise<void> {
    const phase = PHASES[this.done] as PhaseName;
    this.rename ??= await planRename(this.client, `${this.schema}.users.${FULL}`, {
      acknowledge: [`${this.schema}.tidy`],
    });
    this.log.push(`-- ${phase}`);
    await this.rename.run(this.client, phase);
    this.done += 1;
    if (phase === 'backfill') for (const id of this.model.rows.keys()) this.filled.add(id);
    await this.check();
  }

  /** A part of the coming backfill, as if it had been killed there. */
  async partOfBackfill(statements: number): Promise<void> {
    if (this.rename === undefined || this.done !== 1) return;
    const all = this.rename.statements('backfill');
    const first = all.slice(0, Math.min(statements, all.length - 1));
    if (first.length === 0) return;
    this.log.push(`-- the first ${String(first.length)} statements of backfill`);
    for (const sql of first) await this.client.query(sql);
    for (const id of this.model.rows.keys()) this.filled.add(id);
    await this.check();
  }

  /** A file of another phase: an earlier one does nothing, one that is too early says so. */
  async again(phase: PhaseName): Promise<void> {
    const at = PHASES.indexOf(phase);
    if (this.rename === undefined || at === this.done) return;
    this.log.push(`-- ${phase} again`);
    const code = await failure(this.rename.run(this.client, phase));
    const may: (string | null)[] = at > this.done ? ['55000'] : [null];
    // With CREATE INDEX behind it, backfill after contract cannot end quietly.
    if (phase === 'backfill' && this.done === 3) may.push('55000');
    expect(may, `${phase} when ${String(this.done)} phases are done`).toContain(code);
    await this.check();
  }

  /** Sends one write, if its client exists now and could send it, and compares. */
  async perform(op: Operation): Promise<void> {
    if (op.client === 'old' ? this.done === 3 : this.done < 2) return;
    const row = this.model.rows.get(op.id);
    const statement = write(op, this.columns(), this.model.shape, row && { ...row, filled: this.filled.has(op.id) });
    if (statement === null) return;
    this.log.push(statement.sql);
    const before = new Map([...this.model.rows].map(([id, each]) => [id, { ...each }]));
    let expected: string | null = null;
    try {
      statement.apply(this.model);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      expected = error.code;
    }
    const actual = await this.client.query(statement.sql).then(() => null, codeOf);
    expect(actual, statement.sql).toBe(expected);
    this.follow(before);
    await this.check();
  }

  async drop(): Promise<void> {
    await this.client.query(`DROP SCHEMA ${this.schema} CASCADE`);
  }

  private columns(): Columns {
    if (this.done === 0) return 'old';
    return this.done === 3 ? 'new' : 'both';
  }

  private async send(sql: string): Promise<void> {
    this.log.push(sql);
    await this.client.query(sql);
  }

  private follow(before: ReadonlyMap<number, { name: string | null; note: string }>): void {
    for (const [id, row] of this.model.rows) {
      const was = before.get(id);
      if (this.done > 0 && (was?.name !== row.name || was.note !== row.note)) this.filled.add(id);
    }
    for (const id of this.filled) if (!this.model.rows.has(id)) this.filled.delete(id);
  }

  /** The table is the model, and every filled row holds the same in both columns. */
  private async check(): Promise<void> {
    const columns = this.columns();
    const side = (of: Columns, name: string): string =>
      columns === of || columns === 'both' ? `${name}::text` : 'NULL';
    const { rows } = await this.client.query<{ id: number; note: string; full: string | null; display: string | null }>(
      `SELECT id, note, ${side('old', FULL)} AS full, ${side('new', DISPLAY)} AS display FROM users ORDER BY id`,
    );
    expect(rows.map(({ id }) => id)).toEqual([...this.model.rows.keys()].toSorted((a, b) => a - b));
    for (const { id, note, full, display } of rows) {
      const expected = this.model.rows.get(id);
      if (expected === undefined) throw new Error('a row that the model does not have');
      const seen = columns === 'new' ? display : full;
      // A value that only the server knows is what it says, once; from then on it must stay.
      if (expected.name === UNKNOWN && seen !== null) expected.name = seen;
      expect({ id, note, name: seen }).toEqual({ id, ...expected });
      if (columns === 'both' && (this.filled.has(id) || display !== null))
        expect({ id, display }).toEqual({ id, display: full });
    }
  }
}
