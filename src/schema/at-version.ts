import type { Grant, Table, User, Users } from '../types.ts';

/** A table as a server of an older major version would give it. */
export function tableAt<T extends Table>(table: T, major: number): T {
  return {
    ...table,
    grants: known(table.grants, major),
    // Before 18 NOT NULL is no constraint with a name of its own.
    constraints: table.constraints.filter(({ type }) => type !== 'n' || major >= 18),
  };
}

/** What uses the target, as a server of an older major version would give it. */
export function usersAt(users: Users, major: number): Users {
  return {
    ...users,
    list: users.list.map((user): User =>
      user.kind === 'view' ? { ...user, grants: known(user.grants, major) } : user,
    ),
  };
}

/** An owner has every privilege, and there are more of them from 17 on. */
function known(grants: readonly Grant[], major: number): readonly Grant[] {
  return grants.filter(({ privilege }) => privilege !== 'MAINTAIN' || major >= 17);
}
