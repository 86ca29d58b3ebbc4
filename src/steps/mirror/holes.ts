import { ident, qualified } from '../../sql/value.ts';
import type { Finding, Hole, QualifiedName, Table } from '../../types.ts';

interface Seen {
  readonly table: Table;
  /** The name under which code finds the view. */
  readonly view: QualifiedName;
  /** The name of the table meanwhile. */
  readonly base: QualifiedName;
  readonly major: number;
}

const hole = (when: boolean, statement: string, answer: string, instead: string): Hole[] =>
  when ? [{ statement, answer, instead }] : [];

/** Statements that fail on the view though they work on the table, as far as this table has what they need. */
export function holes({ table, view, base, major }: Seen): Hole[] {
  const [its, real] = [qualified(view).text, qualified(base).text];
  const keys = table.indexes.filter(({ unique, constraint }) => unique && constraint !== null);
  const primary = keys.find((index) => index.primary);
  const generator = table.columns.find(({ sequence }) => sequence !== null);
  return [
    ...hole(true, `COPY ${its} FROM`, `cannot copy to view`, `COPY ${real} FROM, or INSERT`),
    ...hole(true, `COPY ${its} TO`, `cannot copy from view`, `COPY (SELECT ... FROM ${its}) TO`),
    ...hole(true, `TRUNCATE ${its}`, 'is not a table', `TRUNCATE ${real}`),
    ...hole(major >= 15 && major < 17, `MERGE INTO ${its}`, 'cannot execute MERGE on relation', `MERGE INTO ${real}`),
    ...hole(
      keys.length > 0,
      `ON CONFLICT ON CONSTRAINT ${keys.map(({ constraint }) => ident(constraint ?? '').text).join(', ')}`,
      'constraint for table does not exist',
      'ON CONFLICT (columns)',
    ),
    ...hole(
      primary !== undefined,
      `GROUP BY ${(primary?.columns ?? []).map((column) => ident(column).text).join(', ')} with other columns selected`,
      'must appear in the GROUP BY clause',
      'list the columns in GROUP BY',
    ),
    ...hole(true, 'ctid, xmin, tableoid', 'column does not exist', `read them from ${real}`),
    ...hole(true, 'WHERE CURRENT OF, TABLESAMPLE', 'not implemented for a view', `use ${real}`),
    ...hole(
      generator !== undefined,
      `pg_get_serial_sequence('${its}', '${generator?.name ?? ''}')`,
      'NULL',
      `name the table, ${real}, or the sequence`,
    ),
    ...hole(
      generator?.identity !== undefined && generator.identity !== '',
      `SET ${ident(generator?.name ?? '').text} = DEFAULT`,
      'no default',
      `UPDATE ${real}`,
    ),
    ...hole(
      table.children.length > 0,
      `FROM ONLY ${its}`,
      'ONLY has no effect on a view: rows of the other tables come too',
      `FROM ONLY ${real}`,
    ),
  ];
}

/** One finding that names them all. */
export function holesFinding(seen: Seen, who: string, deploy: number): Finding {
  const lines = holes(seen).map(({ statement, answer, instead }) => `${statement}: ${answer}; ${instead}.`);
  return {
    id: 'view-holes',
    level: 'warning',
    title: `Until contract ${qualified(seen.view).text} is a view, and ${who} cannot do everything with it`,
    detail: [
      'Queries, INSERT, UPDATE, DELETE, RETURNING, ON CONFLICT (columns), FOR UPDATE, LOCK TABLE, defaults, triggers, constraints and row-level security work as on the table. What does not:',
      ...lines,
    ].join('\n'),
    deploy,
  };
}

/** DDL and introspection, which are not the application's statements but its tools'. */
export function toolsFinding({ view, base }: Seen, deploy: number): Finding {
  const [its, real] = [qualified(view).text, qualified(base).text];
  return {
    id: 'view-tools',
    level: 'note',
    title: `Other migrations and tools find a view under ${its}`,
    detail: `ALTER TABLE, CREATE INDEX, CREATE TRIGGER and REFERENCES on ${its} fail, and ANALYZE and VACUUM skip it: name ${real} until contract. pg_dump -t ${its} writes the view without rows. An ORM that reads the schema when it starts finds no primary key on a view: name the key in the model.`,
    deploy,
  };
}
