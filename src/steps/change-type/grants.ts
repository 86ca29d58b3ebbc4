import { render } from '../../sql/render.ts';
import { ident, list, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Grant, QualifiedName } from '../../types.ts';

const role = (name: string): Sql => (name === 'PUBLIC' ? verbatim('PUBLIC') : ident(name));

/** Exactly the rights that were given on a view or sequence that is made anew, whatever default privileges add to it. */
export function grantsOf(
  kind: Sql,
  name: QualifiedName,
  owner: string,
  grants: readonly Grant[] | null,
  defaultGrantees: readonly string[],
): Sql[] {
  const target = { kind, name: qualified(name) };
  if (grants === null && defaultGrantees.length === 0) return [];
  const holders = [...new Set([owner, ...defaultGrantees, ...(grants ?? []).map(({ grantee }) => grantee)])].toSorted();
  const given = grants ?? [{ grantee: owner, grantor: owner, privilege: 'ALL', grantable: false }];
  return [
    render('revoke-all-on', { ...target, grantees: list(holders.map(role)) }),
    ...given.map(({ privilege, grantee, grantable }) =>
      render('grant-on', {
        ...target,
        privilege: verbatim(privilege),
        grantee: role(grantee),
        option: grantable ? verbatim(' WITH GRANT OPTION') : nothing,
      }),
    ),
  ];
}
