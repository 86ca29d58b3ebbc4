import { UserError } from '../errors.ts';
import type { SqlClient } from './client.ts';
import { closest } from './distance.ts';
import { type NamePart, parseParts, quoteName, spellings } from './name.ts';
import { choose, isSystem, tableNamed, twoThings } from './find.ts';
import { kindNames, type Relation, relationsNamed, similarTables } from './queries/relations.ts';
import type { Session } from './session.ts';
import type { Question } from './question.ts';
import { resolveIndex } from './resolve-index.ts';
import { columnMissing, elsewhere, tableMissing } from './suggest.ts';

/** Makes the whole command to type from a corrected `schema.table.column` (quoted for SQL, not for a shell). */
export type Rewrite = (correct: string) => string;

/** The same for one of several targets, `at` its place in the list. */
export type RewriteOne = (correct: string, at: number) => string;

export interface Resolved {
  readonly oid: number;
  readonly attnums: readonly number[];
  /** The columns' names as the catalog spells them, in the order of the targets; none when the target is the table itself. */
  readonly columns: readonly string[];
}

/** A target taken apart; `schema` is null when it was not said. */
interface Target {
  readonly schema: NamePart | null;
  readonly table: NamePart;
  readonly column: NamePart;
}

/**
 * Finds the columns that the targets mean, or the table that the only target means. Throws UserError like `resolve`, and
 * when they are not columns of one table.
 */
export async function resolveAll(
  client: SqlClient,
  targets: readonly string[],
  session: Session,
  rewrite: RewriteOne,
): Promise<Resolved> {
  const table = await aTable(client, targets, session, rewrite);
  if (table !== null) return { oid: table.oid, attnums: [], columns: [] };
  const found = [];
  for (const [at, target] of targets.entries()) {
    found.push({ target, ...(await resolve(client, target, session, (correct) => rewrite(correct, at))) });
  }
  const [first] = found;
  if (first === undefined) throw new Error('no target');
  const stranger = found.find(({ oid }) => oid !== first.oid);
  if (stranger !== undefined) {
    throw new UserError(
      `${first.target} and ${stranger.target} are columns of two tables; one plan changes one table.`,
      {
        hint: 'Make a plan for each of them.',
      },
    );
  }
  return { oid: first.oid, attnums: found.map(({ attnum }) => attnum), columns: found.map(({ column }) => column) };
}

/** Finds what a question is about: columns, a table, or an index with its table. Throws UserError as `resolveAll` does. */
export async function resolveQuestion(
  client: SqlClient,
  { targets, about }: Question,
  session: Session,
  rewrite: RewriteOne,
): Promise<Resolved> {
  if (about === undefined) return await resolveAll(client, targets, session, rewrite);
  const [target] = targets;
  if (target === undefined) throw new Error('no target');
  return await resolveIndex(client, target, session, (correct) => rewrite(correct, 0));
}

/** The table, when a target is one: `table`, `schema.table` or `database.schema.table`. */
async function aTable(
  client: SqlClient,
  targets: readonly string[],
  session: Session,
  rewrite: RewriteOne,
): Promise<Relation | null> {
  for (const [at, target] of targets.entries()) {
    const table = await tableNamed(client, target, session);
    if (table === null) continue;
    const column = await resolve(client, target, session, (correct) => correct).catch(() => null);
    if (column !== null && parseParts(target).length !== 2) continue;
    if (column !== null) throw twoThings(target, table, column, session, (correct) => rewrite(correct, at));
    if (targets.length === 1) return table;
    throw new UserError(`${quoteName(table.schema, table.name)} is a table, and one plan renames one table.`, {
      hint: 'Make a plan for each table; only columns of one table go together.',
    });
  }
  return null;
}

/**
 * Finds the column that `target` means, by PostgreSQL's rules: unquoted names fold to lower case (their exact spelling
 * is tried second), and a table without a schema is the first one on the search_path.
 * Throws UserError that says what was found instead, with the command to type as its hint.
 */
async function resolve(
  client: SqlClient,
  target: string,
  session: Session,
  rewrite: Rewrite,
): Promise<{ oid: number; attnum: number; column: string; relation: Relation }> {
  const wanted = await takeApart(client, target, session, rewrite);
  const relations = await relationsNamed(client, spellings(wanted.table), spellings(wanted.column));
  const relation = choose(relations, wanted, session.searchPath);
  if (relation === undefined) {
    const others = relations.filter(({ kind, schema }) => kindNames[kind] === undefined && !isSystem(schema));
    if (others.length > 0)
      throw elsewhere(others, wanted.table, wanted.schema, wanted.column, session.searchPath, rewrite);
    throw await tableMissing(client, wanted.schema, wanted.table, wanted.column, rewrite);
  }
  refuseOtherKinds(relation);
  for (const name of spellings(wanted.column)) {
    const column = relation.columns.find((each) => each.name === name);
    if (column !== undefined) {
      if (column.attnum < 0) throw systemColumn(relation, name);
      return { oid: relation.oid, attnum: column.attnum, column: name, relation };
    }
  }
  throw await columnMissing(client, relation, wanted.column, rewrite);
}

/** Accepts table.column, schema.table.column and, as PostgreSQL does, database.schema.table.column of this database. */
async function takeApart(client: SqlClient, text: string, session: Session, rewrite: Rewrite): Promise<Target> {
  const parts = parseParts(text);
  const [column, table, schema, database] = parts.toReversed();
  if (column === undefined || table === undefined || parts.length > 4) throw await notAColumn(client, parts, rewrite);
  if (database !== undefined && !spellings(database).includes(session.database)) {
    throw new UserError(
      `${text} is in the database ${quoteName(database.text)}, but the connection is to ${quoteName(session.database)}.`,
      { hint: `Point --database at ${quoteName(database.text)}, or leave the database's name out.` },
    );
  }
  return { schema: schema ?? null, table, column };
}

function refuseOtherKinds(relation: Relation): void {
  const name = quoteName(relation.schema, relation.name);
  if (isSystem(relation.schema)) {
    throw new UserError(`${name} is a system table; PostgreSQL itself decides its columns.`, {
      hint: 'Name a table of your own: [schema.]table.column.',
    });
  }
  const kind = kindNames[relation.kind];
  if (kind === undefined) return;
  throw new UserError(`${name} is ${kind}, not a table, so it has no columns of its own to change.`, {
    hint:
      relation.kind === 'v' || relation.kind === 'm'
        ? 'Name the column of the table that it reads; what depends on that column, views included, is carried along.'
        : 'Name a table: [schema.]table.column.',
  });
}

function systemColumn(relation: Relation, name: string): UserError {
  return new UserError(
    `${name} is a system column of ${quoteName(relation.schema, relation.name)}; every table has it and it cannot be changed.`,
    {
      hint: 'Name a column that you created.',
    },
  );
}

async function notAColumn(client: SqlClient, parts: readonly NamePart[], rewrite: Rewrite): Promise<UserError> {
  const written = parts.map(({ text, quoted }) => (quoted ? quoteName(text) : text)).join('.');
  const [only] = parts;
  if (only === undefined || parts.length > 1) {
    return new UserError(`${written} has too many parts: a column is [schema.]table.column.`, {
      hint: 'Put a part that holds dots between double quotes.',
    });
  }
  const [near] = closest(only.text, await similarTables(client, only.text), ({ name }) => name);
  if (near !== undefined) {
    const name = quoteName(near.schema, near.name);
    return new UserError(`There is no table ${written}. Similar names: ${name}.`, { hint: rewrite(name) });
  }
  return new UserError(`${written} names no table and no column: write table or table.column.`, {
    hint: rewrite(`<table>.${written}`),
  });
}
