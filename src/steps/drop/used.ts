import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Column, User } from '../../types.ts';
import type { Context } from '../context.ts';
import { members } from '../family.ts';
import { refuseUsed, withoutWith } from './with.ts';

/**
 * All that uses the column and goes along: what the server knows of, and triggers that name it in their arguments.
 * @throws Refusal for what `--with` does not name.
 */
export function usersOf(context: Context, column: Column, words: readonly string[]): User[] {
  const { table, catalog, options } = context;
  const known = catalog.users?.list ?? [];
  const users = [...byArguments(context, column, known), ...known];
  const says = `${qualified(table).text}.${ident(column.name).text}`;
  refuseUsed(says, users, words, withoutWith(options));
  refuseFilters(context, column, says);
  refuseLists(context, column, says);
  return users;
}

/** tsvector_update_trigger and the like: PostgreSQL drops the column, and every write fails from then on. */
function byArguments(context: Context, column: Column, known: readonly User[]): User[] {
  return [context, ...members(context)].flatMap(({ table }) =>
    table.triggers
      .filter((trigger) => trigger.arguments.includes(column.name) && !trigger.inherited)
      .filter(({ name }) => !known.some((user) => user.kind === 'trigger' && user.name === name))
      .map(({ name, definition, enabled, comment }): User => ({
        kind: 'trigger',
        name,
        table: { schema: table.schema, name: table.name },
        definition,
        enabled,
        comment,
        extension: null,
      })),
  );
}

/** Without its filter a publication would send rows that nobody asked for. */
function refuseFilters({ table }: Context, column: Column, says: string): void {
  const filtering = table.publications.find(({ filterColumns }) => filterColumns.includes(column.name));
  if (filtering === undefined) return;
  throw new Refusal(
    'publication-filter',
    `${says} decides which rows the publication ${ident(filtering.name).text} sends.`,
    `Give it another row filter first: ALTER PUBLICATION ${ident(filtering.name).text} SET TABLE ...; then ask again.`,
  );
}

function refuseLists({ table }: Context, column: Column, says: string): void {
  const only = table.publications.find(({ columns }) => columns?.every((name) => name === column.name));
  if (only === undefined || only.columns?.length === 0) return;
  throw new Refusal(
    'publication-list',
    `${says} is all that the publication ${ident(only.name).text} sends of the table.`,
    `Take the table out of it first: ALTER PUBLICATION ${ident(only.name).text} DROP TABLE ${qualified(table).text}; then ask again.`,
  );
}
