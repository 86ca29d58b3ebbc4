import { render } from '../../sql/render.ts';
import { clause, concatenate, ident, list, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Column, QualifiedName, Table } from '../../types.ts';
import { lockBudget } from '../blocks.ts';
import type { Part } from '../context.ts';
import { grantRights } from './rights.ts';

/** One column of the view: a column of the table, under its own name or another. */
export interface Shown {
  readonly name: string;
  readonly of: Column;
}

/** An updatable view that shows a table under another name, so that code which knows only that name works. */
export interface Mirror {
  readonly planId: string;
  readonly view: QualifiedName;
  /** The name that the table has while the view stands. */
  readonly base: QualifiedName;
  readonly shown: readonly Shown[];
  /** The table as it was when the plan was made: owner, grants, comment. */
  readonly table: Table;
  readonly major: number;
}

/** The first line of the view's comment: before and after it was verified. */
export const marks = ({ planId }: Pick<Mirror, 'planId'>) => ({
  made: `expand-contract: view of plan ${planId}`,
  verified: `expand-contract: verified view of plan ${planId}`,
});

/** What the view is called after, with the table's own comment below. */
export function markView({ view, table, ...mirror }: Mirror, state: 'made' | 'verified'): Sql {
  const text = [marks(mirror)[state], ...(table.comment === null ? [] : [table.comment])].join('\n');
  return render('comment-on', { kind: verbatim('VIEW'), name: qualified(view), text: literal(text) });
}

/** Columns that the view shows twice, under a second name. */
export const aliases = ({ shown }: Mirror): Shown[] => shown.filter(({ name, of }) => name !== of.name);

/** Whether the view gives a column a default of its own. */
const standsAlone = (mirror: Mirror, { of }: Shown): boolean => aliases(mirror).every((alias) => alias.of !== of);

/** One column as it stands in the view's query. */
export const selected = ({ name, of }: Shown): Sql =>
  name === of.name ? ident(name) : concatenate([ident(of.name), clause('AS', ident(name))]);

/** Before 15 a view always reads its table as its owner. */
export const viewOptions = ({ major }: Mirror): Sql =>
  major >= 15 ? verbatim(' WITH (security_invoker = true)') : nothing;

/** The statements that make the view, in one transaction: until it ends nobody sees it. */
export function createMirror(mirror: Mirror): Part {
  const { view, base, shown, table } = mirror;
  const columns = list(shown.map(selected));
  return {
    title: `${qualified(view).text} shows ${qualified(base).text}: reads and writes go through to the table, its triggers and checks included.`,
    sql: [
      lockBudget(),
      render('create-view', { view: qualified(view), options: viewOptions(mirror), columns, table: qualified(base) }),
      render('set-view-owner', { view: qualified(view), owner: ident(table.owner) }),
      ...defaults(mirror),
      ...grantRights(mirror),
      ...comments(mirror),
      markView(mirror, 'made'),
    ],
  };
}

/**
 * An INSERT through the view takes the table's defaults, but UPDATE ... SET column = DEFAULT takes the view's and would
 * write NULL. A column that is shown twice can have none: an INSERT that names one of the two would assign the other too.
 */
function defaults(mirror: Mirror): Sql[] {
  return mirror.shown.flatMap((column) => {
    const { of, name } = column;
    if (of.default === null || of.generated !== '' || !standsAlone(mirror, column)) return [];
    const target = { view: qualified(mirror.view), column: ident(name) };
    return [render('set-view-default', { ...target, default: verbatim(of.default.expression) })];
  });
}

function comments({ view, shown }: Mirror): Sql[] {
  return shown.flatMap(({ name, of }) =>
    of.comment === null
      ? []
      : [render('comment-on-column', { table: qualified(view), column: ident(name), text: literal(of.comment) })],
  );
}

/** Takes the lock on the view, which the table's follows: traffic through the view takes them in that order too. */
export const dropMirror = ({ view, base }: Mirror): Part => ({
  title: `The view goes; ${qualified(base).text} and its rows stay.`,
  sql: [lockBudget(), render('drop-view', { view: qualified(view) })],
});

/** Gives a table another name in its schema. */
export const renameTable = (table: QualifiedName, name: string): Sql =>
  list([lockBudget(), render('rename-table', { table: qualified(table), name: ident(name) })], '\n');
