import { render } from '../sql/render.ts';
import { ident, inFormat, list, type Sql } from '../sql/value.ts';
import { ifBlock, lockTable, partSql, retried } from './blocks.ts';
import type { ConstraintBuild, Context, Part } from './context.ts';
import { eachMember, execute, hasFamily, lockFamily, MEMBER } from './family.ts';
import { validate } from './prove.ts';
import { constraintExists, constraintValidated, not } from './state.ts';

/** NOT VALID, under a lock of its own: it binds every write from here on. */
export function addConstraint({ title, on, constraint, add, locks = [] }: Omit<ConstraintBuild, 'validate'>): Sql {
  return ifBlock(not(constraintExists(on.table, constraint)), [
    retried(on, title, [
      lockFamily(on, 'ACCESS EXCLUSIVE'),
      ...locks.map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
      add,
    ]),
  ]);
}

/** The rows that are there, in another transaction: nobody waits for it. */
export const validateConstraint = (context: Context, constraint: string): Sql =>
  ifBlock(not(constraintValidated(context.table, constraint)), [
    ...(hasFamily(context.table) ? [validateMembers(context, constraint)] : []),
    render('no-lock-timeout', {}),
    validate(context, constraint),
    render('commit', {}),
  ]);

/** Each in a transaction of its own: validating the parent alone would hold all of them for as long as the last one takes. */
export function validateMembers(context: Context, constraint: string): Sql {
  const each = render('validate-constraint', { table: MEMBER, constraint: inFormat(ident(constraint)) });
  const statements = [render('no-lock-timeout', {}), execute(each), render('commit', {})];
  return eachMember(context, 'One after the other: what is valid is not read again.', statements, 'members with rows');
}

/** Statements whose locks block nobody, each in a transaction of its own. */
export const unhurried = (part: Part): Sql =>
  list([render('no-lock-timeout', {}), partSql(part), render('commit', {})], '\n');
