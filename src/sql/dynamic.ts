import type { Node } from 'libpg-query';
import { UserError } from '../errors.ts';
import { parseOne } from './parse.ts';

/** What stands for "each table of the family" where a statement is run once for each: facts put the tables in its place. */
export const EACH_MEMBER = { schema: 'expand_contract', name: 'each member' } as const;

const MEMBER_TEXT = `${EACH_MEMBER.schema}."${EACH_MEMBER.name}"`;

/**
 * The statement that `EXECUTE pg_catalog.format('...', member)` runs: the text is a constant whose only gap is the name
 * of the table, so its facts can be read like those of any other.
 * @throws UserError for every other EXECUTE: it runs a string that only the server will see.
 */
export function dynamicStatement(expression: string): string {
  const text = constantFormat(parseOne(`SELECT ${expression}`));
  if (text === null)
    throw new UserError('facts of EXECUTE cannot be read: it runs a string that only the server will see');
  return text.replaceAll(/%%|%1\$s/g, (gap) => (gap === '%%' ? '%' : MEMBER_TEXT));
}

/** The statements that one with EACH_MEMBER in it comes to: one for each table of the family. */
export const forEachMember = (sql: string, members: readonly string[]): string[] =>
  members.map((member) => sql.replaceAll(MEMBER_TEXT, member));

/** The first argument of `pg_catalog.format('...', member)`, when it is a constant with no gap but `%1$s`. */
function constantFormat(node: Node): string | null {
  const target = 'SelectStmt' in node ? node.SelectStmt.targetList?.[0] : undefined;
  const call = target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (call === undefined || !('FuncCall' in call)) return null;
  const { funcname = [], args = [] } = call.FuncCall;
  const names = funcname.map((part) => ('String' in part ? part.String.sval : ''));
  const [format, table] = args;
  if (names.join('.') !== 'pg_catalog.format' || args.length !== 2) return null;
  if (format === undefined || !('A_Const' in format) || table === undefined || !isMember(table)) return null;
  const text = format.A_Const.sval?.sval ?? null;
  return text === null || /%(?!%|1\$s)/.test(text.replaceAll('%%', '')) ? null : text;
}

/** The loop's own variable, a regclass: nothing but the name of a table comes out of it. */
function isMember(node: Node): boolean {
  if (!('ColumnRef' in node)) return false;
  const [field, ...more] = node.ColumnRef.fields ?? [];
  return more.length === 0 && field !== undefined && 'String' in field && field.String.sval === 'member';
}
