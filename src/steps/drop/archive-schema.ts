import { render } from '../../sql/render.ts';
import { ident, list, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { QualifiedName, Table } from '../../types.ts';
import { guardNotReady } from '../blocks.ts';
import type { Context } from '../context.ts';

/** Where archives lie, apart from everything that applications see. */
export const ARCHIVE_SCHEMA = 'expand_contract_archive';

export const inArchive = (name: string): QualifiedName => ({ schema: ARCHIVE_SCHEMA, name });

const schemaName = literal(ARCHIVE_SCHEMA);

/** The schema is there and belongs to the table's owner, or one sentence says who lacks which right. */
export function archiveSchema({ table }: Context): Sql[] {
  const owner = ident(table.owner);
  return [
    guardNotReady(
      render('may-not-archive', { name: schemaName, owner: literal(table.owner) }),
      `The schema ${ARCHIVE_SCHEMA}, for what would be lost, cannot be made or used by this role.`,
      `As its owner, or as a superuser: CREATE SCHEMA IF NOT EXISTS ${ARCHIVE_SCHEMA} AUTHORIZATION ${owner.text}; GRANT USAGE, CREATE ON SCHEMA ${ARCHIVE_SCHEMA} TO ${owner.text}; then run this file again.`,
    ),
    render('archive-schema', { name: schemaName, schema: ident(ARCHIVE_SCHEMA), owner }),
  ];
}

/** Drops the schema when nothing is left in it. */
export const dropArchiveSchema = (): Sql =>
  render('drop-archive-schema', { name: schemaName, schema: ident(ARCHIVE_SCHEMA) });

/** A table in the archive schema: the owner's alone, signed with the plan. */
export function archiveTable(table: Table, name: QualifiedName, columns: readonly Sql[], says: string): Sql[] {
  const others = table.defaultGrantees.filter((grantee) => grantee !== 'PUBLIC' && grantee !== table.owner);
  return [
    render('create-archive', { table: qualified(name), columns: list(columns) }),
    render('set-owner', { kind: verbatim('TABLE'), name: qualified(name), owner: ident(table.owner) }),
    render('revoke-all', {
      table: qualified(name),
      grantees: list([verbatim('PUBLIC'), ...others.map(ident)]),
    }),
    sign(name, says),
  ];
}

/** The comment by which a helper is known. */
export const sign = (name: QualifiedName, says: string): Sql =>
  render('comment-on', { kind: verbatim('TABLE'), name: qualified(name), text: literal(says) });

/** Whether the table is there with that comment. */
export const signed = (name: QualifiedName, says: string): Sql =>
  render('relation-signed', { relation: literal(qualified(name).text), comment: literal(says) });

export const exists = (name: QualifiedName): Sql =>
  render('relation-exists', { relation: literal(qualified(name).text) });
