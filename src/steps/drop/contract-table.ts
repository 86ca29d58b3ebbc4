import { render } from '../../sql/render.ts';
import {
  clause,
  ident,
  inFormat,
  list,
  literal,
  nothing,
  qualified,
  type Sql,
  textArray,
  verbatim,
} from '../../sql/value.ts';
import type { QualifiedName, Table } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import { commentOf } from '../constraints.ts';
import type { DraftStep } from '../draft.ts';
import { eachMember, execute, familyQuery, hasFamily, lockFamily, MEMBER } from '../family.ts';
import { indent } from '../../sql/indent.ts';
import { not, tableMissing } from '../state.ts';
import { ARCHIVE_SCHEMA, dropArchiveSchema, exists, inArchive } from './archive-schema.ts';
import { beforeLock, dropKeysOneByOne, keysAmong, otherTables } from './ends.ts';
import type { LeavingTable } from './subject.ts';
import { droppedUsers, makeAgain, takeAway } from './users.ts';

const allTables = ({ context: { table } }: LeavingTable): Table[] => [table, ...table.family];

/** The table's own foreign keys, and those of its family that are not copies of a parent's. */
const ownKeys = (leaving: LeavingTable) =>
  allTables(leaving).flatMap((table) =>
    table.constraints
      .filter((c) => c.type === 'f' && !c.incoming && !c.inherited)
      .map((constraint) => ({ table, constraint })),
  );

/** Foreign keys one by one, then the table with what is left. */
export function contractTable(leaving: LeavingTable): DraftStep[] {
  const { context, archive, mark, users } = leaving;
  const says = qualified(context.table).text;
  const dropped = droppedUsers(users);
  const early = beforeLock(dropped);
  return [
    {
      id: archive ? 'archive-table' : 'drop-table',
      title: archive ? `Put ${says} into the archive` : `Drop ${says}`,
      why: archive
        ? 'Nothing is copied: the table changes its schema, with its rows, indexes, triggers and sequences.'
        : 'No code uses it any more; its rows are gone for good.',
      sql: [
        doBlock([
          guardDone(tableMissing(context.table), `${says} is not there any more: nothing to do.`),
          guardNotReady(
            not(exists(mark)),
            `It was not verified that nobody uses ${says}.`,
            'Run the backfill file first.',
          ),
          ...(archive ? [nameFree(leaving)] : []),
          ...dropKeysOneByOne(context, [...keysAmong(users), ...ownKeys(leaving).map(({ constraint }) => constraint)]),
          retried(context, 'Catalog changes only.', [
            ...early.flatMap(takeAway),
            lockFamily(context, 'ACCESS EXCLUSIVE'),
            ...otherTables(context, users).map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
            ...dropped.slice(early.length).flatMap(takeAway),
            nothingElse(leaving),
            ...(archive ? moveAway(leaving) : [render('drop-table-restrict', { table: qualified(context.table) })]),
            render('drop-table', { table: qualified(mark) }),
            ...(archive ? [] : [dropArchiveSchema()]),
          ]),
        ]),
      ],
    },
  ];
}

/** Two tables of one name, or their indexes, cannot both lie in the archive. */
function nameFree(leaving: LeavingTable): Sql {
  const tables = allTables(leaving);
  const names = tables.flatMap(({ name, indexes, columns }) => [
    name,
    ...indexes.map((index) => index.name),
    ...columns.flatMap(({ sequence }) => (sequence === null ? [] : [sequence.name])),
  ]);
  return guardNotReady(
    render('name-archived', { schema: literal(ARCHIVE_SCHEMA), names: textArray(names) }),
    `Something called like ${qualified(leaving.context.table).text}, or like one of its indexes, sequences or partitions, is in the archive already.`,
    `Drop or rename what is in the schema ${ARCHIVE_SCHEMA}, then run this file again.`,
  );
}

const nothingElse = ({ context: { table } }: LeavingTable): Sql =>
  render('nothing-else-uses-table', {
    members: indent(familyQuery(table, 'all'), 10),
    message: literal(`${qualified(table).text} is used by something that was added after this plan was made: `),
    hint: literal('Drop it, or make the plan again so that it is named; nothing was changed.'),
  });

function moveAway(leaving: LeavingTable): Sql[] {
  const { context } = leaving;
  const { table } = context;
  const schema = ident(ARCHIVE_SCHEMA);
  const each = render('set-schema', { kind: verbatim('TABLE'), name: MEMBER, schema: inFormat(schema) });
  const moved = inArchive(table.name);
  return [
    ...publications(leaving, 'drop'),
    ...allTables(leaving).flatMap(({ statistics }) =>
      statistics.map((own) => render('set-schema', { kind: verbatim('STATISTICS'), name: qualified(own), schema })),
    ),
    ...(hasFamily(table) ? [eachMember(context, 'Partitions lie in schemas of their own.', [execute(each)])] : []),
    render('set-schema', { kind: verbatim('TABLE'), name: qualified(table), schema }),
    comment(moved, [
      `expand-contract: dropped table of plan ${context.planId} (${qualified(table).text})`,
      ...(table.comment === null ? [] : [table.comment]),
    ]),
  ];
}

const comment = (name: QualifiedName, lines: readonly string[]): Sql =>
  render('comment-on', {
    kind: verbatim('TABLE'),
    name: qualified(name),
    text: lines.length === 0 ? verbatim('NULL') : literal(lines.join('\n')),
  });

/** Publications that name one of the tables: in the archive it has nothing to say any more. */
const publications = (leaving: LeavingTable, how: 'drop' | 'add'): Sql[] =>
  allTables(leaving).flatMap((table) =>
    table.publications
      .filter(({ allTables: every, viaSchema }) => !every && !viaSchema)
      .map(({ name, columns, filter }) => {
        const target = { publication: ident(name), table: qualified(table) };
        return how === 'drop'
          ? render('publication-drop-table', target)
          : render('publication-add-table', {
              ...target,
              columns: columns === null ? nothing : verbatim(` (${list(columns.map(ident)).text})`),
              filter: filter === null ? nothing : clause('WHERE', verbatim(`(${filter})`)),
            });
      }),
  );

const gone = (says: string, table: QualifiedName, done: Sql): DraftStep => ({
  id: 'undo-contract',
  title: `${says} cannot be brought back`,
  why: 'It was dropped with --no-archive.',
  sql: [
    doBlock([
      done,
      guardNotReady(tableMissing(table), `${says} was dropped with all its rows.`, 'Restore it from a backup.'),
    ]),
  ],
});

/** The table at its place again, with what was dropped along. For development. */
export function undoContractTable(leaving: LeavingTable): DraftStep {
  const { context, archive, users } = leaving;
  const { table } = context;
  const says = qualified(table).text;
  const archivedTable = inArchive(table.name);
  const done = guardDone(not(tableMissing(table)), `${says} is there: nothing to do.`);
  if (!archive) return gone(says, table, done);
  return {
    id: 'undo-contract',
    title: `Bring ${says} back`,
    why: 'Nothing is copied; what went along is made again, without care for traffic.',
    sql: [
      doBlock([
        done,
        guardNotReady(
          not(exists(archivedTable)),
          `${qualified(archivedTable).text} is gone.`,
          'Restore it from a backup; nothing was changed.',
        ),
        retried(context, 'Everything in one transaction.', [
          ...allTables(leaving).map((each) =>
            render('set-schema', {
              kind: verbatim('TABLE'),
              name: qualified(inArchive(each.name)),
              schema: ident(each.schema),
            }),
          ),
          ...allTables(leaving).flatMap(({ statistics }) =>
            statistics.map((own) =>
              render('set-schema', {
                kind: verbatim('STATISTICS'),
                name: qualified(inArchive(own.name)),
                schema: ident(own.schema),
              }),
            ),
          ),
          comment(table, table.comment === null ? [] : [table.comment]),
          ...ownKeys(leaving).flatMap(({ table: on, constraint }) => [
            render('add-constraint', {
              table: qualified(on),
              constraint: ident(constraint.name),
              definition: verbatim(constraint.definition),
            }),
            ...commentOf({ ...context, table: on }, constraint, constraint.name).flatMap(({ sql }) => sql),
          ]),
          ...publications(leaving, 'add'),
          ...[...keysAmong(users), ...droppedUsers(users).toReversed()].map((user) => partSql(makeAgain(user))),
        ]),
      ]),
    ],
  };
}
