import { render } from '../../sql/render.ts';
import { list, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Grant, QualifiedName } from '../../types.ts';
import { holders, option, role } from '../mirror/rights.ts';

/** Exactly the rights that were given on a sequence that is made anew, whatever default privileges add to it. */
export function grantsOf(
  kind: Sql,
  name: QualifiedName,
  owner: string,
  grants: readonly Grant[] | null,
  defaultGrantees: readonly string[],
): Sql[] {
  const target = { kind, name: qualified(name) };
  if (grants === null && defaultGrantees.length === 0) return [];
  const all = holders(grants ?? [], [owner, ...defaultGrantees]);
  const given = grants ?? [{ grantee: owner, grantor: owner, privilege: 'ALL', grantable: false }];
  return [
    render('revoke-all-on', { ...target, grantees: list(all.map(role)) }),
    ...given.map(({ privilege, grantee, grantable }) =>
      render('grant-on', {
        ...target,
        privilege: verbatim(privilege),
        grantee: role(grantee),
        option: option(grantable),
      }),
    ),
  ];
}
