import { indent } from '../sql/indent.ts';
import { render } from '../sql/render.ts';
import { comment, inFormat, integer, list, literal, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { LockMode, Table, Trigger } from '../types.ts';
import { lockBudget, lockTable } from './blocks.ts';
import type { Context, Pair } from './context.ts';

/** A partitioned table, or one that others inherit from: what is done to it may have to be done to each of them. */
export const hasFamily = ({ kind, family }: Table): boolean => kind === 'p' || family.length > 0;

/** Is the change seen from a partition or child, and not from the table it was asked for? */
export const isMember = ({ table, catalog }: Context): boolean => table !== catalog.table;

/** The same change seen from every partition or child: its own columns under the same names. */
export function members(context: Context): Context[] {
  return context.table.family.map((table) => ({
    ...context,
    table,
    pairs: context.pairs.map((pair) => ({
      ...pair,
      old: table.columns.find((column) => column.name === pair.old.name) ?? pair.old,
    })),
  }));
}

/** Triggers of the table and of its whole family: one trigger of ours stands among all of them. */
export const familyTriggers = ({ triggers, family }: Table): Trigger[] =>
  [...triggers, ...family.flatMap((member) => member.triggers)].filter(
    (trigger, at, all) => all.findIndex(({ name }) => name === trigger.name) === at,
  );

/** The table in ALTER TABLE that must not reach its partitions or children, which may say otherwise. */
export const tableAlone = (table: Table): Sql =>
  hasFamily(table) ? render('only', { table: qualified(table) }) : qualified(table);

/** What stands for the table in a statement that is run for each member. */
export const MEMBER = verbatim('%1$s');

/** A statement with MEMBER in it (its other values through `inFormat`), as it stands in `eachMember`. */
export function execute(statement: Sql, using: readonly string[] = []): Sql {
  const text = statement.text.replace(/;$/, '');
  return render('execute', {
    statement: literal(text),
    using: using.length === 0 ? nothing : verbatim(` USING ${using.join(', ')}`),
  });
}

/** Which tables of a family: all below the table, those of them that hold rows, and those with the table itself. */
export type Which = 'members' | 'members with rows' | 'all with rows' | 'all';

/** A query of the OIDs of the family as it is when the file runs: partitions come and go. */
export const familyQuery = (table: Table, which: Which): Sql =>
  render('family', {
    table: literal(qualified(table).text),
    from: integer(which.startsWith('all') ? 0 : 1),
    kinds: literal(which.endsWith('with rows') ? '{r}' : '{r,p}'),
  });

/** A loop over the family; `member` is the table of each round. */
export const eachMember = (
  { table }: Context,
  title: string,
  statements: readonly Sql[],
  which: Which = 'members',
): Sql =>
  render('each-member', {
    title: comment([title]),
    members: indent(familyQuery(table, which), 4),
    statements: indent(list(statements, '\n'), 4),
  });

/** Inheritance hands no trigger down, so each child needs its own; partitions get theirs from the partitioned table. */
export const tablesWithTriggers = (context: Context): Context[] =>
  context.table.kind === 'p' ? [context] : [context, ...members(context)];

/** Children that declare the column themselves have it apart from their parents: with it, it comes and goes on its own. */
export const declaringMembers = (context: Context, { old, name }: Pair): { context: Context; pair: Pair }[] =>
  members(context).flatMap((member) =>
    member.pairs
      .filter((pair) => pair.name === name && pair.old.name === old.name && pair.old.local)
      .map((pair) => ({ context: member, pair })),
  );

/** LOCK TABLE for the table and then each of its family, all out of one budget, in the order in which queries lock them. */
export function lockFamily(context: Context, mode: LockMode): Sql {
  const own = lockTable(context.table, mode);
  if (!hasFamily(context.table)) return own;
  const each = execute(render('lock-table', { table: MEMBER, mode: inFormat(verbatim(mode)) }));
  return list([own, eachMember(context, 'Each member has a lock of its own.', [lockBudget(), each])], '\n');
}
