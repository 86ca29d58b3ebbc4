import { Refusal } from '../../errors.ts';
import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Column, Finding, Table } from '../../types.ts';
import type { Context } from '../context.ts';
import { tableAlone } from '../family.ts';
import { refuseTable } from '../table-refusals.ts';

/** A default that PostgreSQL itself keeps. @throws Refusal with what changes it. */
export function refuseOwnValues(context: Context, column: Column): void {
  const [table, name] = [qualified(context.table).text, ident(column.name).text];
  refuseTable(context, `${table}.${name}`);
  if (column.identity !== '')
    throw new Refusal(
      'identity',
      `${table}.${name} is an identity column: its sequence gives its values, and it has no default.`,
      `ALTER TABLE ${table} ALTER COLUMN ${name} DROP IDENTITY; then ask again.`,
    );
  if (column.generated !== '')
    throw new Refusal(
      'generated',
      `${table}.${name} is a generated column: its expression gives its values, and it has no default.`,
      column.generated === 's'
        ? `ALTER TABLE ${table} ALTER COLUMN ${name} DROP EXPRESSION; then ask again.`
        : 'Add a plain column beside it: plan add-column.',
    );
}

const ofMember = (member: Table, { name }: Column): Column | undefined =>
  member.columns.find((column) => column.name === name);

/** The default of the table and of each partition or child as it was, parents before children. */
export const oldDefaults = ({ table }: Context, column: Column): Sql[] =>
  [table, ...table.family].flatMap((each) => {
    const own = each === table ? column : ofMember(each, column);
    if (own === undefined) return [];
    const target = { table: tableAlone(each), column: ident(own.name) };
    return own.default === null
      ? [render('drop-default', target)]
      : [render('set-default', { ...target, expression: verbatim(own.default.expression) })];
  });

const note = (id: string, title: string, detail: string): Finding => ({ id, level: 'note', title, detail, deploy: 1 });

/** What a default is besides what the table says of it. */
export function defaultFindings({ table }: Context, column: Column, becomes: string): Finding[] {
  const name = ident(column.name).text;
  const apart = table.family.filter(
    (member) => ofMember(member, column)?.default?.expression !== column.default?.expression,
  );
  const views = table.views.filter((view) => !view.materialized && view.columns.includes(column.name));
  return [
    ...(apart.length === 0
      ? []
      : [
          {
            ...note(
              'own-defaults',
              `${apart.map((member) => qualified(member).text).join(', ')} lose a default of their own`,
              `What is said of ${qualified(table).text} is said of its partitions and children too: there ${name} has ${becomes} afterwards. To keep one, set it again: ALTER TABLE ... ALTER COLUMN ${name} SET DEFAULT ...`,
            ),
            level: 'warning' as const,
          },
        ]),
    ...(views.length === 0
      ? []
      : [
          note(
            'views',
            `INSERT through ${views.map((view) => qualified(view).text).join(', ')}`,
            `A view that was given a default of its own for ${name} (ALTER VIEW ... SET DEFAULT) keeps it; others take the table's.`,
          ),
        ]),
    ...(column.typeDefault
      ? [
          note(
            'domain-default',
            `${column.type} has a default of its own`,
            `A column without a default takes that of its domain; SET DEFAULT NULL keeps it away.`,
          ),
        ]
      : []),
    ...(column.sequence === null
      ? []
      : [
          note(
            'sequence',
            `${qualified(column.sequence).text} stays`,
            `It belongs to ${name} and goes when the column goes; no new row takes a value from it any more.`,
          ),
        ]),
  ];
}
