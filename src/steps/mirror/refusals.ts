import { Refusal } from '../../errors.ts';
import { qualified } from '../../sql/value.ts';
import type { Catalog, Table } from '../../types.ts';

/** The first reason for which no view can stand in the place of this table; `says` is what the sentence is about. */
export function refuseMirror({ table, server, role }: Catalog, says: string, planId: string): void {
  const { kind, persistence, extension } = table;
  if (kind === 'f')
    refuse('foreign-table', `${says} cannot be renamed: the foreign table's name is what its own server knows it by.`);
  if (kind !== 'r' && kind !== 'p') refuse('not-a-table', `${says} is not a table.`);
  if (persistence === 't') refuse('temporary', `${says} is a temporary table, which no other session sees.`);
  if (extension !== null)
    refuse('extension', `${says} belongs to the extension ${extension}.`, 'Change it through the extension.');
  refuseOtherPlan(table, says, planId);
  if (server.major < 15 && hidesRows(table)) {
    refuse(
      'row-security',
      `${says} has row-level security, and before PostgreSQL 15 a view reads its table as the view's owner: rows would be seen that must not be.`,
      'Do it on PostgreSQL 15 or later, or rename in place in a moment without old code.',
    );
  }
  if (!role.ownsTable) {
    refuse(
      'not-owner',
      `${says} cannot be changed by ${role.name}: it belongs to ${table.owner}.`,
      `Connect as ${table.owner}, or as a member of it.`,
    );
  }
}

const IN_PLACE =
  'Rename it in place while no code uses it: ALTER TABLE ... RENAME is instant, but it needs a moment without old code.';

function refuse(reason: string, message: string, wayOut = IN_PLACE): never {
  throw new Refusal(reason, message, wayOut);
}

function refuseOtherPlan({ helpers }: Table, says: string, planId: string): void {
  const [helper] = helpers;
  if (helper === undefined) return;
  if (helper.plan === planId) {
    refuse(
      'already-planned',
      `This plan is under way: ${helper.kind} ${helper.name} is in the database.`,
      `Its files and notes are in plans/${planId}.`,
    );
  }
  refuse(
    'other-plan',
    `${says} cannot be planned: the table carries the helpers of the plan ${helper.plan} (${helper.kind} ${helper.name}).`,
    'Take that plan through its contract first, or take it back out with the forward fix in its folder.',
  );
}

/** Row-level security that somebody with rights on the table is bound by. */
const hidesRows = ({ rowSecurity, forceRowSecurity, owner, grants, columns }: Table): boolean =>
  rowSecurity &&
  (forceRowSecurity || [...grants, ...columns.flatMap((c) => c.grants)].some(({ grantee }) => grantee !== owner));

/** A function body that names what is renamed, and that nobody has said to have read. */
export function refuseUnread({ functions }: Table, says: string, acknowledged: readonly string[]): void {
  const unread = functions.find((f) => f.body === 'string' && !acknowledged.includes(`${f.schema}.${f.name}`));
  if (unread === undefined) return;
  const name = `${unread.schema}.${unread.name}`;
  const lines = unread.mentions.map(({ line, text }) => `line ${line}: ${text.trim()}`).join('; ');
  refuse(
    'function-body',
    `${says} is named in the body of the function ${name}, which PostgreSQL does not follow (${lines}).`,
    `Change it as the notes say and add --acknowledge ${name}.`,
  );
}

/** The name is free in the schema, for a relation and for its row type. */
export function refuseTaken(table: Table, name: string, says: string): void {
  if (!table.takenNames.includes(name)) return;
  refuse(
    'name-taken',
    `${says} cannot be called ${qualified({ schema: table.schema, name }).text}: there is a relation or a type of that name.`,
    'Choose another name.',
  );
}
