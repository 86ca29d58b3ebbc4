/** Random writes of two applications: one knows only the old column, the other only the new one. */
import fc from 'fast-check';
import { type Model, type Name, type Row, type Sent, type Shape, VALUES } from './model.ts';
import { DISPLAY, FULL } from './support.ts';

/** One write, before the state of the table is known: `value` and `other` are places in the type's pool. */
export interface Operation {
  readonly client: 'old' | 'new';
  readonly kind: (typeof KINDS)[number];
  readonly id: number;
  readonly value: number;
  readonly other: number;
}

const KINDS = [
  'insert value',
  'insert null',
  'insert omitted',
  'insert DEFAULT',
  'insert both',
  'update name',
  'update null',
  'update DEFAULT',
  'update note',
  'save row',
  'save row unchanged name',
  'save both: none changed',
  'save both: old changed',
  'save both: new changed',
  'save both: both changed',
  'delete',
  'upsert id update',
  'upsert id nothing',
  'upsert name update',
  'upsert name nothing',
] as const;

const IDS = 6;

export const operation: fc.Arbitrary<Operation> = fc.record({
  client: fc.constantFrom('old' as const, 'new' as const),
  kind: fc.constantFrom(...KINDS),
  id: fc.integer({ min: 1, max: IDS }),
  value: fc.nat({ max: 7 }),
  other: fc.nat({ max: 7 }),
});

/** A statement and what it does to the model; null when the application could not have sent it. */
export interface Write {
  readonly sql: string;
  readonly apply: (model: Model) => void;
}

/** Which columns the table has now. */
export type Columns = 'old' | 'both' | 'new';

const literal = (value: Name): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

/** What the operation sends, given what the table holds. */
export function write(
  op: Operation,
  columns: Columns,
  shape: Shape,
  row: (Row & { filled: boolean }) | undefined,
): Write | null {
  const pool = VALUES[shape.type];
  const value: Name = pool[op.value] ?? null;
  const other: Name = pool[op.other] ?? null;
  const column = op.client === 'old' ? FULL : DISPLAY;
  const { id, kind } = op;
  // What a full-row save sends for a column that it did not change.
  const current = row?.name ?? null;
  const display = row?.filled === false ? null : current;
  const note = `note ${String(op.other)}`;
  const name: Sent = { of: 'value', value };
  const insert = (sent: Sent, sql: string): Write => ({
    sql: `INSERT INTO users (id, note${sql === '' ? '' : `, ${column}`}) VALUES (${String(id)}, '${note}'${sql === '' ? '' : `, ${sql}`})`,
    apply: (model) => model.insert(id, sent, note),
  });
  const update = (set: string, apply: Write['apply']): Write => ({
    sql: `UPDATE users SET ${set} WHERE id = ${String(id)}`,
    apply,
  });
  // A side that is sent as it was read has not changed; when both have, the new one wins.
  const both = (full: Name, sent: Name): Write | null =>
    columns === 'both'
      ? update(`note = '${note}', ${DISPLAY} = ${literal(sent)}, ${FULL} = ${literal(full)}`, (model) =>
          model.update(id, { name: { of: 'value', value: sent === display ? full : sent }, note }),
        )
      : null;
  const upsert = (arbiter: 'id' | 'name', action: 'update' | 'nothing'): Write | null => {
    if (arbiter === 'name' && !shape.unique) return null;
    const target = arbiter === 'id' ? 'id' : column;
    const set = arbiter === 'id' ? `${column} = EXCLUDED.${column}` : 'note = EXCLUDED.note';
    return {
      sql: `${insert(name, literal(value)).sql} ON CONFLICT (${target}) DO ${action === 'nothing' ? 'NOTHING' : `UPDATE SET ${set}`}`,
      apply: (model) => model.upsert(id, name, note, arbiter, action),
    };
  };
  switch (kind) {
    case 'insert value':
      return insert(name, literal(value));
    case 'insert null':
      // The exception of RECIPES.md, rule 3: NULL by new code cannot be told from an omitted column.
      if (op.client === 'new' && columns === 'both' && shape.default === 'volatile') return null;
      return insert({ of: 'value', value: null }, 'NULL');
    case 'insert omitted':
      return insert({ of: 'default' }, '');
    case 'insert DEFAULT':
      return insert({ of: 'default' }, 'DEFAULT');
    case 'insert both':
      return columns === 'both'
        ? {
            sql: `INSERT INTO users (id, note, ${FULL}, ${DISPLAY}) VALUES (${String(id)}, '${note}', ${literal(value)}, ${literal(value)})`,
            apply: (model) => model.insert(id, name, note),
          }
        : null;
    case 'update name':
      return update(`${column} = ${literal(value)}`, (model) => model.update(id, { name }));
    case 'update null':
      return update(`${column} = NULL`, (model) => model.update(id, { name: { of: 'value', value: null } }));
    case 'update DEFAULT':
      // Until contract a volatile default stands on the old column only.
      if (op.client === 'new' && columns === 'both' && shape.default === 'volatile') return null;
      return update(`${column} = DEFAULT`, (model) => model.update(id, { name: { of: 'default' } }));
    case 'update note':
      return update(`note = '${note}'`, (model) => model.update(id, { note }));
    case 'save row':
      return update(`${column} = ${literal(value)}, note = '${note}'`, (model) => model.update(id, { name, note }));
    case 'save row unchanged name':
      return update(`${column} = ${literal(current)}, note = '${note}'`, (model) =>
        model.update(id, { name: { of: 'value', value: current }, note }),
      );
    case 'save both: none changed':
      return both(current, display);
    case 'save both: old changed':
      return both(value, display);
    case 'save both: new changed':
      return both(current, value);
    case 'save both: both changed':
      return both(value, other);
    case 'delete':
      return {
        sql: `DELETE FROM users WHERE id = ${String(id)}`,
        apply: (model) => void model.rows.delete(id),
      };
    case 'upsert id update':
      return upsert('id', 'update');
    case 'upsert id nothing':
      return upsert('id', 'nothing');
    case 'upsert name update':
      return upsert('name', 'update');
    case 'upsert name nothing':
      return upsert('name', 'nothing');
  }
}
