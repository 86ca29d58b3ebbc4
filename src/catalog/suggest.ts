import { UserError } from '../errors.ts';
import type { SqlClient } from './client.ts';
import { closest } from './distance.ts';
import { type NamePart, quoteName, spellings } from './name.ts';
import { columnsOf, type Relation, schemas, similarTables } from './queries/relations.ts';
import type { Rewrite } from './resolve.ts';

/** The table exists, but not where the search_path or the given schema looks. `others` are the tables of that name. */
export function elsewhere(
  others: readonly Relation[],
  table: NamePart,
  schema: NamePart | null,
  column: NamePart,
  searchPath: readonly string[],
  rewrite: Rewrite,
): UserError {
  const written = schema === null ? table.text : `${schema.text}.${table.text}`;
  const where =
    schema === null
      ? `not in a schema of the search_path (${searchPath.map((each) => quoteName(each)).join(', ') || 'which is empty'})`
      : `not in the schema ${quoteName(schema.text)}`;
  const withColumn = others.filter(({ columns }) => columns.length > 0);
  const likely = withColumn.length > 0 ? withColumn : others;
  const places = others.map((each) => quoteName(each.schema, each.name)).join(', ');
  const commands = likely
    .slice(0, 3)
    .map((each) => rewrite(`${quoteName(each.schema, each.name)}.${quoteName(each.columns[0]?.name ?? column.text)}`));
  return new UserError(`There is no table ${written}: a table of that name is ${where}, but there is ${places}.`, {
    hint: commands.join('\nor: '),
  });
}

/** No table has that name in any schema. Asks the server for names that resemble it. */
export async function tableMissing(
  client: SqlClient,
  schema: NamePart | null,
  table: NamePart,
  column: NamePart,
  rewrite: Rewrite,
): Promise<UserError> {
  const candidates = await similarTables(client, table.text);
  const near = closest(table.text, candidates, ({ name }) => name);
  const written = schema === null ? table.text : `${schema.text}.${table.text}`;
  if (near.length > 0) {
    const list = near.map((each) => quoteName(each.schema, each.name));
    return new UserError(`There is no table ${written}. Similar names: ${list.join(', ')}.`, {
      hint: rewrite(`${list[0] ?? ''}.${quoteName(spellings(column)[0] ?? column.text)}`),
    });
  }
  const all = await schemas(client);
  const known = all.map((each) => quoteName(each)).join(', ');
  if (schema !== null && !spellings(schema).some((each) => all.includes(each))) {
    return new UserError(`There is no schema ${schema.text} and no table ${table.text}; the schemas are ${known}.`, {
      hint: rewrite(`<schema>.<table>.${quoteName(column.text)}`),
    });
  }
  return new UserError(`There is no table ${written} in this database, nor one with a similar name.`, {
    hint: `Check that the connection is to the right database; its schemas are ${known || 'none'}.`,
  });
}

/** The table is there, the column is not. Lists what resembles it, or all there is. */
export async function columnMissing(
  client: SqlClient,
  relation: Relation,
  column: NamePart,
  rewrite: Rewrite,
): Promise<UserError> {
  const all = await columnsOf(client, relation.oid);
  const near = closest(column.text, all, (name) => name);
  const name = quoteName(relation.schema, relation.name);
  const shown = near.length > 0 ? near : all.slice(0, 20);
  const list = shown.map((each) => quoteName(each)).join(', ') + (near.length === 0 && all.length > 20 ? ', ...' : '');
  return new UserError(
    `${name} has no column ${column.text}. ${near.length > 0 ? 'Similar names' : 'Its columns'}: ${list || 'none'}.`,
    { hint: rewrite(`${name}.${near[0] === undefined ? '<column>' : quoteName(near[0])}`) },
  );
}
