/** What a table with one name column does with the writes of an application: the truth for the property. */

/** A table that the property makes. */
export interface Shape {
  readonly type: 'text' | 'citext' | 'numeric' | 'json' | 'timestamptz';
  readonly notNull: boolean;
  readonly default: 'none' | 'constant' | 'stable' | 'volatile';
  readonly unique: boolean;
  /** A BEFORE trigger of the table's own. */
  readonly trigger: 'none' | 'lower' | 'lower-update-of' | 'coalesce';
}

export type Name = string | null;
export interface Row {
  name: Name;
  note: string;
}

/** Which of the table's columns a statement names. */
export type Sent = { readonly of: 'value'; readonly value: Name } | { readonly of: 'default' };

/** An SQLSTATE that the database must answer with as well. */
export class Violation extends Error {
  readonly code: '23502' | '23505';

  constructor(code: '23502' | '23505') {
    super(code);
    this.code = code;
  }
}

/** Stands for a value that only the server knows (now(), random()): it is read back after the write. */
export const UNKNOWN = '\u0000unknown';

/** Values that are equal by `=` and yet not the same are among them on purpose. */
export const VALUES: Readonly<Record<Shape['type'], readonly string[]>> = {
  text: ['alice', 'Alice', 'bob', '', ' x ', "o'k", 'anon', 'ANON'],
  citext: ['alice', 'Alice', 'ALICE', 'bob', 'Bob', 'Anon', 'anon', ''],
  numeric: ['1.0', '1.00', '2', '-0.5', '0', '0.0', '0.00', 'NaN'],
  json: ['{"a":1}', '{"a": 1}', 'null', '[]', '{"d": 1}', '{"d":1}', '"x"', '1'],
  timestamptz: [
    '2024-01-01 00:00:00+00',
    '2024-01-01 00:00:00.000001+00',
    '1999-12-31 23:59:59+00',
    'infinity',
    '2020-02-20 20:20:20+00',
    '2021-01-01 00:00:00+00',
    '2022-01-01 00:00:00+00',
    '2023-01-01 00:00:00+00',
  ],
};

/** SQL of each default, and its text when it is known beforehand. */
export const DEFAULTS: Readonly<
  Record<Shape['type'], Readonly<Record<'constant' | 'stable' | 'volatile', { sql: string; text: string | null }>>>
> = {
  text: {
    constant: { sql: "'Anon'", text: 'Anon' },
    stable: { sql: 'current_user', text: 'postgres' },
    volatile: { sql: 'md5(random()::text)', text: null },
  },
  citext: {
    constant: { sql: "'Anon'", text: 'Anon' },
    stable: { sql: 'current_user::text', text: 'postgres' },
    volatile: { sql: 'md5(random()::text)', text: null },
  },
  numeric: {
    constant: { sql: '0.0', text: '0.0' },
    stable: { sql: 'EXTRACT(epoch FROM now())', text: null },
    volatile: { sql: 'random()::numeric', text: null },
  },
  json: {
    constant: { sql: `'{"d": 1}'`, text: '{"d": 1}' },
    stable: { sql: 'to_json(current_user)', text: '"postgres"' },
    volatile: { sql: 'to_json(random())', text: null },
  },
  timestamptz: {
    constant: { sql: "'2024-01-01 00:00:00+00'", text: '2024-01-01 00:00:00+00' },
    stable: { sql: 'now()', text: null },
    volatile: { sql: 'clock_timestamp()', text: null },
  },
};

/** The table in memory. Every method throws Violation and changes nothing where PostgreSQL would. */
export class Model {
  readonly rows = new Map<number, Row>();
  readonly shape: Shape;

  constructor(shape: Shape) {
    this.shape = shape;
  }

  insert(id: number, sent: Sent, note: string): void {
    const name = this.proposed(sent);
    if (this.rows.has(id)) throw new Violation('23505');
    this.assertUnique(id, name);
    this.rows.set(id, { name, note });
  }

  /** INSERT ... ON CONFLICT (id) or, when `arbiter` is the name, ON CONFLICT (name). */
  upsert(id: number, sent: Sent, note: string, arbiter: 'id' | 'name', action: 'update' | 'nothing'): void {
    const name = this.proposed(sent);
    const byName = this.holderOf(name);
    const conflict = arbiter === 'id' ? (this.rows.has(id) ? id : undefined) : byName;
    if (conflict === undefined) {
      this.insert(id, { of: 'value', value: name }, note);
    } else if (action === 'update') {
      if (arbiter === 'id') this.update(id, { name: { of: 'value', value: name } });
      else this.update(conflict, { note });
    }
  }

  update(id: number, set: { readonly name?: Sent; readonly note?: string }): void {
    const row = this.rows.get(id);
    if (row === undefined) return;
    const name = this.stored(set.name === undefined ? row.name : this.given(set.name));
    if (this.shape.notNull && name === null) throw new Violation('23502');
    this.assertUnique(id, name);
    this.rows.set(id, { name, note: set.note ?? row.note });
  }

  private proposed(sent: Sent): Name {
    const name = this.stored(this.given(sent));
    if (this.shape.notNull && name === null) throw new Violation('23502');
    return name;
  }

  private given(sent: Sent): Name {
    if (sent.of === 'value') return sent.value;
    if (this.shape.default === 'none') return null;
    return DEFAULTS[this.shape.type][this.shape.default].text ?? UNKNOWN;
  }

  /** What the table's own trigger makes of it. */
  private stored(name: Name): Name {
    const { trigger } = this.shape;
    if (trigger === 'coalesce') return name ?? 'nobody';
    return trigger !== 'none' && name !== null && name !== UNKNOWN ? name.toLowerCase() : name;
  }

  private assertUnique(id: number, name: Name): void {
    const holder = this.holderOf(name);
    if (holder !== undefined && holder !== id) throw new Violation('23505');
  }

  private holderOf(name: Name): number | undefined {
    if (!this.shape.unique || name === null || name === UNKNOWN) return undefined;
    return [...this.rows].find(([, row]) => row.name !== null && this.key(row.name) === this.key(name))?.[0];
  }

  /** Two values are equal by the type's `=` when their keys are. */
  private key(name: string): string {
    if (this.shape.type === 'citext') return name.toLowerCase();
    return this.shape.type === 'numeric' ? String(Number(name) + 0) : name;
  }
}
