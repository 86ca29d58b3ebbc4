import { indent } from '../../sql/indent.ts';
import { render } from '../../sql/render.ts';
import {
  clause,
  comment,
  ident,
  integer,
  list,
  literal,
  nothing,
  qualified,
  type Sql,
  verbatim,
} from '../../sql/value.ts';
import type { Column, QualifiedName, Table } from '../../types.ts';
import { guardNotReady } from '../blocks.ts';
import type { Context } from '../context.ts';
import { valuesDiffer } from '../equality.ts';
import { familyQuery } from '../family.ts';
import { helperName } from '../names.ts';
import { stopAfter } from '../pass.ts';
import { and } from '../state.ts';
import { archiveSchema, archiveTable, inArchive, sign } from './archive-schema.ts';

/** Rows of one transaction: some hundred milliseconds, and no lock that anybody waits for. */
export const BATCH = 10_000;

/** What contract adds to the archive under its lock; more is for the backfill file. */
const CHANGES_UNDER_LOCK = 5000;
const CHANGES_BYTES = 8 * 1024 * 1024;

/** The values of a column by the key of their rows, in a table of their own. */
export interface Archive {
  readonly table: QualifiedName;
  /** Keys of rows that have changed since they were archived, and which tables have been archived at all. */
  readonly changes: QualifiedName;
  readonly function: QualifiedName;
  readonly triggers: Readonly<Record<'INSERT' | 'UPDATE' | 'DELETE', string>>;
  readonly constraint: string;
  readonly keys: readonly Column[];
  readonly column: Column;
}

/** The names of everything about the archive of a column. */
export function archiveOf(context: Context, column: Column, keys: readonly Column[]): Archive {
  const { table, planId } = context;
  const named = (what: string): string =>
    helperName(what, `${table.name}_${column.name}`, planId, table.schema, table.name, column.name);
  return {
    table: inArchive(named('archive')),
    changes: inArchive(named('changes')),
    function: inArchive(named('track')),
    triggers: { INSERT: named('track_insert'), UPDATE: named('track_update'), DELETE: named('track_delete') },
    constraint: named('key'),
    keys,
    column,
  };
}

/** The comments of the archive: while the column is there, and after. */
export const signature = ({ planId, table }: Context, { column }: Archive) => ({
  open: `expand-contract: archive of plan ${planId} (${qualified(table).text}.${ident(column.name).text})`,
  closed: `expand-contract: dropped values of plan ${planId} (${qualified(table).text}.${ident(column.name).text})`,
});

/** The names of the key's columns. */
export const names = ({ keys }: Archive): Sql[] => keys.map(({ name }) => ident(name));

const of = (relation: string, columns: readonly Sql[]): Sql =>
  list(columns.map((column) => render('field-of', { relation: verbatim(relation), column })));

const sameKey = (archive: Archive, left: string, right: string): Sql =>
  and(...names(archive).map((key) => render('equal', { left: of(left, [key]), right: of(right, [key]) })));

/** Of a partitioned table all partitions at once, by their indexes; an ordinary table alone. */
const rowsOf = (table: Table): Sql =>
  table.kind === 'p' ? qualified(table) : render('only', { table: qualified(table) });

/** A column as it stands in CREATE TABLE. */
export const definition = (column: Column): Sql =>
  render('column-definition', {
    column: ident(column.name),
    type: verbatim(column.type),
    collate:
      column.collation === null || column.collation.isTypeDefault
        ? nothing
        : clause('COLLATE', qualified(column.collation)),
  });

/** The empty archive, so that a missing right shows before anything is changed. */
export function createArchive(context: Context, archive: Archive): Sql[] {
  const key = render('primary-key', { constraint: ident(archive.constraint), columns: list(names(archive)) });
  const columns = [...archive.keys, archive.column].map(definition);
  return [
    ...archiveSchema(context),
    ...archiveTable(context.table, archive.table, [...columns, key], signature(context, archive).open),
  ];
}

const settings = (): Sql => render('archive-settings', {});

const batchSettings = (): Sql => list([settings(), render('asynchronous-commit', {})], '\n');

const written = (column: Column): Sql =>
  valuesDiffer(column, of('archived', [ident(column.name)]), of('EXCLUDED', [ident(column.name)]));

/** All rows, in small transactions; a second run writes only what differs. */
export function archiveRows(context: Context, archive: Archive): Sql {
  const { table } = context;
  const own = { table: rowsOf(table), own: of('own', names(archive)) };
  const columns = [...names(archive), ident(archive.column.name)];
  const changes = qualified(archive.changes);
  const place = { archive: qualified(archive.table), last: of('last', names(archive)) };
  const batch = {
    ...own,
    ...place,
    values: of('own', columns),
    read: of('batch', columns),
    keys: of('batch', names(archive)),
    columns: list(columns),
    column: ident(archive.column.name),
    backwards: list(names(archive).map((key) => render('descending', { column: of('batch', [key]) }))),
  };
  const upsert = { ...batch, constraint: ident(archive.constraint), differs: written(archive.column) };
  return render('archive-rows', {
    ...place,
    title: comment([
      `Archive ${archive.column.name} by ${archive.keys.map(({ name }) => name).join(', ')}, in small transactions that may be stopped at any time.`,
    ]),
    batch: integer(BATCH),
    members: indent(familyQuery(table, 'all with rows'), 4),
    forget: render('forget-members', { changes }),
    settings: indent(batchSettings(), 6),
    first: indent(render('archive-first', own), 2),
    archived: of('archived', names(archive)),
    insert: indent(render('archive-insert', { ...batch, key: sameKey(archive, 'archived', 'batch') }), 8),
    write: indent(render('archive-write', upsert), 8),
    stop: indent(stopAfter(context), 6),
    mark: render('mark-members', { changes }),
  });
}

/** What has changed since, in small transactions, until nothing is left. */
export const followChanges = (context: Context, archive: Archive, title: string): Sql =>
  render('catch-up-loop', {
    title: comment([title]),
    settings: indent(batchSettings(), 2),
    some: render('some-change', { changes: qualified(archive.changes) }),
    statement: indent(catchUp(context, archive), 2),
  });

function catchUp({ table }: Context, archive: Archive): Sql {
  const keys = names(archive);
  const columns = [...keys, ident(archive.column.name)];
  return render('archive-catch-up', {
    changes: qualified(archive.changes),
    limit: integer(CHANGES_UNDER_LOCK),
    noted: of('noted', keys),
    taken: of('taken', keys),
    archive: qualified(archive.table),
    archivedKey: sameKey(archive, 'archived', 'changed'),
    ownKey: sameKey(archive, 'own', 'changed'),
    table: rowsOf(table),
    column: ident(archive.column.name),
    columns: list(columns),
    own: of('own', columns),
    constraint: ident(archive.constraint),
    differs: written(archive.column),
  });
}

/** Under contract's lock: the last changes, few and found by their keys, so that nothing is scanned. */
export const lastChanges = (context: Context, archive: Archive): Sql[] => [
  guardNotReady(
    render('too-many-changes', {
      changes: qualified(archive.changes),
      relation: literal(qualified(archive.changes).text),
      limit: integer(CHANGES_UNDER_LOCK),
      bytes: integer(CHANGES_BYTES),
    }),
    `More than ${CHANGES_UNDER_LOCK} rows of ${qualified(context.table).text} have changed since they were archived, too many to be added under the lock.`,
    'Run the backfill file again, when less is written, and then this one.',
  ),
  settings(),
  catchUp(context, archive),
  sign(archive.table, signature(context, archive).closed),
];

/** Whether a table of the family has not been archived. */
export const notArchived = ({ table }: Context, archive: Archive): Sql =>
  render('member-not-archived', {
    members: indent(familyQuery(table, 'all with rows'), 4),
    changes: qualified(archive.changes),
  });

/** The archived values, in the column again. */
export const restoreValues = ({ table }: Context, archive: Archive): Sql =>
  render('restore-values', {
    table: qualified(table),
    column: ident(archive.column.name),
    archive: qualified(archive.table),
    key: sameKey(archive, 'archived', 'own'),
  });
