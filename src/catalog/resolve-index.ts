import { UserError } from '../errors.ts';
import type { SqlClient } from './client.ts';
import { closest } from './distance.ts';
import { isSystem } from './find.ts';
import { parseParts, quoteName, spellings } from './name.ts';
import { indexesNamed, type NamedIndex, similarIndexes } from './queries/relations.ts';
import type { Resolved, Rewrite } from './resolve.ts';
import type { Session } from './session.ts';

/** Finds the table of the index that `target` ([schema.]index) means. Throws UserError that says what was found instead. */
export async function resolveIndex(
  client: SqlClient,
  target: string,
  { searchPath }: Session,
  rewrite: Rewrite,
): Promise<Resolved> {
  const [name, schema = null, ...more] = parseParts(target).toReversed();
  if (name === undefined || more.length > 0) {
    throw new UserError(`${target} has too many parts: an index is [schema.]index.`, {
      hint: 'Put a part that holds dots between double quotes.',
    });
  }
  const found = (await indexesNamed(client, spellings(name))).filter((each) => !isSystem(each.schema));
  const schemas = schema === null ? searchPath : spellings(schema);
  const index = schemas.flatMap((each) => found.filter((candidate) => candidate.schema === each))[0];
  if (index !== undefined) return { oid: index.table, attnums: [], columns: [] };
  const near =
    found.length > 0 ? found : closest(name.text, await similarIndexes(client, name.text), (each) => each.name);
  throw missing(target, near, rewrite);
}

function missing(target: string, near: readonly Pick<NamedIndex, 'schema' | 'name'>[], rewrite: Rewrite): UserError {
  const names = near.map((each) => quoteName(each.schema, each.name));
  const [first] = names;
  return new UserError(
    `There is no index ${target}${first === undefined ? ' in this database' : ` on the search_path. There is: ${names.join(', ')}`}.`,
    { hint: first === undefined ? 'psql shows the indexes of a table with \\d.' : rewrite(first) },
  );
}
