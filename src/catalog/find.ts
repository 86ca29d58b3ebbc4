import type { SqlClient } from './client.ts';
import { type NamePart, parseParts, quoteName, spellings } from './name.ts';
import { kindNames, type Relation, relationsNamed } from './queries/relations.ts';
import type { Session } from './session.ts';
import { UserError } from '../errors.ts';

/** The relation that a name means: without a schema the first one on the search_path. */
export function choose(
  relations: readonly Relation[],
  { schema, table }: { readonly schema: NamePart | null; readonly table: NamePart },
  searchPath: readonly string[],
): Relation | undefined {
  // Unless it is listed, pg_catalog comes before everything else.
  const implicit = searchPath.includes('pg_catalog') ? searchPath : ['pg_catalog', ...searchPath];
  const schemas = schema === null ? implicit : spellings(schema);
  for (const name of spellings(table)) {
    for (const each of schemas) {
      const relation = relations.find((candidate) => candidate.schema === each && candidate.name === name);
      if (relation !== undefined) return relation;
    }
  }
  return undefined;
}

/** The table that a target means: `table`, `schema.table` or `database.schema.table`; null when there is none. */
export async function tableNamed(client: SqlClient, target: string, session: Session): Promise<Relation | null> {
  const [table, schema = null, database, ...more] = parseParts(target).toReversed();
  if (table === undefined || more.length > 0) return null;
  if (database !== undefined && !spellings(database).includes(session.database)) return null;
  const relations = await relationsNamed(client, spellings(table), []);
  const found = choose(relations, { schema, table }, session.searchPath);
  return found === undefined || kindNames[found.kind] !== undefined || isSystem(found.schema) ? null : found;
}

/** A name of two parts that is a column and a table. */
export function twoThings(
  target: string,
  table: Relation,
  column: { readonly column: string; readonly relation: Relation },
  { database }: Session,
  rewrite: (correct: string) => string,
): UserError {
  const { schema, name } = column.relation;
  const [asColumn, asTable] = [quoteName(schema, name, column.column), quoteName(database, table.schema, table.name)];
  return new UserError(
    `${target} is two things: the column ${asColumn}, and the table ${quoteName(table.schema, table.name)}.`,
    { hint: `for the column: ${rewrite(asColumn)}\nor for the table: ${rewrite(asTable)}` },
  );
}

/** Whether a schema is PostgreSQL's own. */
export function isSystem(schema: string): boolean {
  return schema === 'pg_catalog' || schema === 'information_schema' || schema.startsWith('pg_toast');
}
