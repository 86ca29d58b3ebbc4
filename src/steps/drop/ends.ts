import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import type { Constraint, ForeignKeyUser, QualifiedName, User } from '../../types.ts';
import { ifBlock, lockTable, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import { lockFamily } from '../family.ts';
import { constraintExists } from '../state.ts';

type Key = Pick<Constraint, 'name' | 'table' | 'references'>;

/** The foreign keys of other tables that go along. */
export const keysAmong = (users: readonly User[]): ForeignKeyUser[] =>
  users.flatMap((user) => (user.kind === 'foreign-key' ? [user] : []));

/** Each in a short transaction of its own: dropping one locks the table at its other end too. */
export const dropKeysOneByOne = (context: Context, keys: readonly Key[]): Sql[] =>
  keys.map((key) =>
    ifBlock(constraintExists(key.table, key.name), [
      retried(context, `The foreign key ${key.name}, by itself.`, [
        ...ends(context, key),
        render('drop-constraint', { table: qualified(key.table), constraint: ident(key.name) }),
      ]),
    ]),
  );

const isOurs = ({ table }: Context, other: QualifiedName): boolean =>
  [table, ...table.family].some((own) => qualified(own).text === qualified(other).text);

/** Both ends, the plan's own table with its family first: one order for all. */
function ends(context: Context, { table, references }: Key): Sql[] {
  const others = [table, ...(references === null ? [] : [references])].filter((end) => !isOurs(context, end));
  return [lockFamily(context, 'ACCESS EXCLUSIVE'), ...inOrder(others).map((end) => lockTable(end, 'ACCESS EXCLUSIVE'))];
}

/** Each once, by name. */
function inOrder(names: readonly QualifiedName[]): QualifiedName[] {
  const byName = new Map(names.map((name) => [qualified(name).text, name]));
  return [...byName.keys()].toSorted().flatMap((key) => byName.get(key) ?? []);
}

/** Other tables that carry a policy, trigger or rule that goes along. */
export const otherTables = (context: Context, users: readonly User[]): QualifiedName[] =>
  inOrder(
    users
      .flatMap((user) =>
        user.kind === 'policy' || user.kind === 'trigger' || user.kind === 'rule' ? [user.table] : [],
      )
      .filter((other) => !isOurs(context, other)),
  );

/** Views at the head of the list go before their tables are locked, as queries lock them. */
export function beforeLock<U extends User>(users: readonly U[]): readonly U[] {
  const first = users.findIndex(({ kind }) => kind !== 'view' && kind !== 'function');
  return first < 0 ? users : users.slice(0, first);
}
