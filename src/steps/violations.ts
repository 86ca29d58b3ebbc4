import { indent } from '../sql/indent.ts';
import { render } from '../sql/render.ts';
import { comment, concatenate, ident, list, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Gate, Table } from '../types.ts';
import { tableAlone } from './family.ts';
import { and } from './state.ts';

/** Rows that a constraint would not take. */
export interface Violations {
  /** What they are, as it stands before a number: `Values of email that are in more than one row of public.users`. */
  readonly says: string;
  /** A query of one text column, `shown`: one row for each of them. */
  readonly rows: Sql;
  /** What to do about them. */
  readonly hint: string;
}

/** Counts them and stops the file with their number and some of them; locks nothing that others wait for. */
export const refuseViolations = ({ says, rows, hint }: Violations): Sql =>
  render('count-violations', {
    title: comment([`${says}: none may be left.`]),
    rows: indent(rows, 6),
    message: literal(`${says}: `),
    hint: literal(hint),
  });

/** The same as a query for the notes. */
export const violationsGate = (id: string, { says, rows }: Violations): Gate => ({
  id,
  says: `${says}: there must be none.`,
  query: render('show-violations', { rows: indent(rows, 4) }).text,
});

/** A key of an index: a column or an expression, as it is shown and as it stands in SQL. */
export interface ShownKey {
  readonly says: string;
  readonly sql: Sql;
}

/** Values that a unique index would find twice; `where`: the rows that it covers. */
export function duplicateRows(
  table: Table,
  keys: readonly ShownKey[],
  { where, nullsEqual }: { where: Sql | null; nullsEqual: boolean },
): Sql {
  const known = nullsEqual ? [] : keys.map(({ sql }) => render('is-not-null', { value: sql }));
  const conditions = [...known, ...(where === null ? [] : [render('parenthesized', { expression: where })])];
  return render('duplicate-rows', {
    shown: shownAs(keys),
    table: ownRows(table),
    where: conditions.length === 0 ? verbatim('') : concatenate(['WHERE ', and(...conditions)]),
    keys: list(keys.map(({ sql }) => sql)),
  });
}

/** The table without those that inherit from it, which have indexes and foreign keys of their own; partitions are part of it. */
export const ownRows = (table: Table): Sql => (table.kind === 'p' ? qualified(table) : tableAlone(table));

/** Rows for which a condition is true, each with its primary key (or its place) and these columns. */
export const rowsWhere = (table: Table, from: Sql, columns: readonly string[], condition: Sql): Sql =>
  render('rows-where', { shown: shownAs(rowKeys(table, columns)), table: from, condition });

function rowKeys(table: Table, columns: readonly string[]): ShownKey[] {
  const key = table.constraints.find(({ type, incoming }) => type === 'p' && !incoming)?.columns ?? ['ctid'];
  return [...new Set([...key, ...columns])].slice(0, MOST).map((name) => ({ says: name, sql: ident(name) }));
}

/** Columns of a row that are shown. */
const MOST = 8;

const shownAs = (keys: readonly ShownKey[]): Sql => list(keys.map(({ says, sql }) => list([literal(says), sql])));
