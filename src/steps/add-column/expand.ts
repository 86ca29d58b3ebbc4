import { render } from '../../sql/render.ts';
import { clause, concatenate, ident, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Grant } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { not, tableMissing } from '../state.ts';
import type { Subject } from './subject.ts';

/** The column, in one short transaction; its values come later where each row must get its own. */
export function expandStep(its: Subject): DraftStep {
  const { context, wanted, rule, there, name, says } = its;
  return {
    id: 'add-column',
    title: `Add ${name} to ${says}`,
    why: 'Nothing in it reads or writes a row, however large the table is.',
    sql: [
      doBlock([
        guardNotReady(tableMissing(context.table), `There is no table ${says}.`, 'Is this the right database?'),
        guardDone(there, `${says} has ${name} already: nothing to do.`),
        retried(context, 'Everything in one transaction: either all of it is there or nothing.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...referencedLock(its),
          render('add-column', {
            table: qualified(context.table),
            column: ident(wanted.name),
            type: verbatim(wanted.type.type),
            collate: clauses(its),
          }),
          ...giveValues(its),
          ...(rule === null ? [] : [partSql(rule.create)]),
        ]),
      ]),
    ],
  };
}

function referencedLock({ context, wanted: { references } }: Subject): Sql[] {
  if (references === null || qualified(references.table).text === qualified(context.table).text) return [];
  return [lockTable(references.table, 'SHARE ROW EXCLUSIVE')];
}

/** A foreign key of a column that is NULL in every row reads none, so it is there from the first moment on. */
function clauses({ wanted, inline }: Subject): Sql {
  const { references, generated } = wanted;
  return concatenate([
    ...(generated === null ? [] : [render('virtual', { expression: verbatim(generated.sql) })]),
    ...(inline.default ? [clause('DEFAULT', verbatim(wanted.default?.sql ?? ''))] : []),
    ...(inline.notNull ? [' NOT NULL'] : []),
    ...(references === null
      ? []
      : [render('references', { table: qualified(references.table), column: ident(references.column.name) })]),
  ]);
}

/** From here on rows that are written get their values: the default comes after ADD COLUMN, so that no other row does. */
function giveValues({ context, wanted, inline, sequence }: Subject): Sql[] {
  const { table } = context;
  const target = { table: qualified(table), column: ident(wanted.name) };
  if (sequence === null) {
    if (wanted.default === null || inline.default) return [];
    return [render('set-default', { ...target, expression: verbatim(wanted.default.sql) })];
  }
  const named = qualified(sequence);
  return [
    render('create-sequence', { sequence: named, type: verbatim(wanted.type.type) }),
    ...(wanted.sequence === 'serial'
      ? [
          render('set-sequence-owner', { sequence: named, owner: ident(table.owner) }),
          render('own-sequence', { sequence: named, column: verbatim(`${target.table.text}.${target.column.text}`) }),
          ...writers(context.table).map((role) =>
            render('grant-sequence', { sequence: named, grantee: role === 'PUBLIC' ? verbatim(role) : ident(role) }),
          ),
        ]
      : // An identity asks nobody for rights, so neither may what stands in for it.
        [render('grant-sequence', { sequence: named, grantee: verbatim('PUBLIC') })]),
    setNextValue(target, named),
  ];
}

/** The default that takes the next value of a sequence. */
export const setNextValue = (target: { table: Sql; column: Sql }, sequence: Sql): Sql =>
  render('set-default', { ...target, expression: render('next-value', { sequence: literal(sequence.text) }) });

/** Roles besides the owner that may insert rows: without a right on the sequence their next INSERT would fail. */
export const writers = ({
  grants,
  columns,
  owner,
}: {
  grants: readonly Grant[];
  columns: readonly { grants: readonly Grant[] }[];
  owner: string;
}): string[] => [
  ...new Set(
    [...grants, ...columns.flatMap((column) => column.grants)]
      .filter(({ privilege, grantee }) => privilege === 'INSERT' && grantee !== owner)
      .map(({ grantee }) => grantee),
  ),
];

/** Takes the column with all that hangs on it, for development. */
export function undoExpandStep({ context, wanted, sequence, rule, there, name, says }: Subject): DraftStep {
  return {
    id: 'undo-expand',
    title: `Drop ${name} of ${says} again`,
    why: 'What was written to it is lost.',
    sql: [
      doBlock([
        guardDone(not(there), `${says} has no ${name}: nothing to do.`),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...(wanted.references === null || wanted.references.table.oid === context.table.oid
            ? []
            : [lockTable(wanted.references.table, 'ACCESS EXCLUSIVE')]),
          ...(rule === null ? [] : [partSql(rule.drop)]),
          render('drop-column-if-exists', { table: qualified(context.table), column: ident(wanted.name) }),
          ...(wanted.sequence === 'identity' && sequence !== null
            ? [render('drop-sequence', { sequence: qualified(sequence) })]
            : []),
        ]),
      ]),
    ],
  };
}
