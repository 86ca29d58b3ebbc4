import { render } from '../../sql/render.ts';
import { ident, list, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Grant, QualifiedName } from '../../types.ts';
import type { Mirror } from './mirror.ts';

/** PUBLIC is a keyword; a role of that name would be quoted. */
export const role = (name: string): Sql => (name === 'PUBLIC' ? verbatim('PUBLIC') : ident(name));

/** WITH GRANT OPTION, or nothing. */
export const option = (grantable: boolean): Sql => (grantable ? verbatim(' WITH GRANT OPTION') : nothing);

/** Exactly the table's rights on the view, whatever default privileges would have given it. */
export const grantRights = ({ view, shown, table }: Mirror): Sql[] => [
  ...exactly(view, table.grants, table.defaultGrantees),
  ...shown.flatMap(({ name, of }) => grantColumns(view, name, of.grants)),
];

/** Exactly these rights on a new table or view. */
export function exactly(on: QualifiedName, grants: readonly Grant[], defaultGrantees: readonly string[]): Sql[] {
  const target = { table: qualified(on) };
  const all = holders(grants, defaultGrantees);
  return [
    ...(all.length === 0 ? [] : [render('revoke-all', { ...target, grantees: list(all.map(role)) })]),
    ...[...byGrantee(grants)].map(([, { grantee, grantable, privileges }]) =>
      render('grant-table', {
        ...target,
        privileges: list(privileges.map(verbatim)),
        grantee: role(grantee),
        option: option(grantable),
      }),
    ),
  ];
}

/** Everybody who has rights now, or was given some when the object was made. */
export const holders = (grants: readonly Grant[], defaultGrantees: readonly string[]): string[] =>
  [...new Set([...defaultGrantees, ...grants.map(({ grantee }) => grantee)])].toSorted();

/** Rights on one column. */
export const grantColumns = (on: QualifiedName, column: string, grants: readonly Grant[]): Sql[] =>
  grants.map(({ privilege, grantee, grantable }) =>
    render('grant-column', {
      table: qualified(on),
      privilege: verbatim(privilege),
      column: ident(column),
      grantee: role(grantee),
      option: option(grantable),
    }),
  );

interface Granted {
  readonly grantee: string;
  readonly grantable: boolean;
  readonly privileges: string[];
}

function byGrantee(grants: readonly Grant[]): Map<string, Granted> {
  const found = new Map<string, Granted>();
  for (const { grantee, grantable, privilege } of grants) {
    const key = JSON.stringify([grantee, grantable]);
    const known = found.get(key) ?? { grantee, grantable, privileges: [] };
    if (!known.privileges.includes(privilege)) known.privileges.push(privilege);
    found.set(key, known);
  }
  return found;
}
