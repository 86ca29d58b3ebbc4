import { render } from '../../sql/render.ts';
import { ident, list, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Grant } from '../../types.ts';
import type { Mirror } from './mirror.ts';

/** PUBLIC is a keyword; a role of that name would be quoted. */
const role = (name: string): Sql => (name === 'PUBLIC' ? verbatim('PUBLIC') : ident(name));

const option = (grantable: boolean): Sql => (grantable ? verbatim(' WITH GRANT OPTION') : nothing);

/** Exactly the table's rights on the view, whatever default privileges would have given it. */
export function grantRights({ view, shown, table }: Mirror): Sql[] {
  const target = { table: qualified(view) };
  const holders = new Set([...table.defaultGrantees, ...table.grants.map(({ grantee }) => grantee)]);
  const all = [...holders].toSorted();
  return [
    ...(all.length === 0 ? [] : [render('revoke-all', { ...target, grantees: list(all.map(role)) })]),
    ...[...byGrantee(table.grants)].map(([, { grantee, grantable, privileges }]) =>
      render('grant-table', {
        ...target,
        privileges: list(privileges.map(verbatim)),
        grantee: role(grantee),
        option: option(grantable),
      }),
    ),
    ...shown.flatMap(({ name, of }) =>
      of.grants.map(({ privilege, grantee, grantable }) =>
        render('grant-column', {
          ...target,
          privilege: verbatim(privilege),
          column: ident(name),
          grantee: role(grantee),
          option: option(grantable),
        }),
      ),
    ),
  ];
}

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
