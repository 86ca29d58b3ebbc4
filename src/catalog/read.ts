import type { Catalog, Member, Table } from '../types.ts';
import { assemble, assembleTable, memberSections, type Sections, sections } from './assemble.ts';
import type { SqlClient } from './client.ts';
import { FAMILY, type FamilyRow } from './queries/family.ts';
import { oneStatement } from './queries/section.ts';
import { ask } from './ask.ts';
import { readConverting } from './converting.ts';
import type { Question } from './question.ts';
import { readOnly, TIMEOUTS } from './read-only.ts';
import { resolveAll, type Resolved, resolveQuestion, type RewriteOne } from './resolve.ts';
import { type Session, supportedServer } from './session.ts';
import { runningStatements } from './running.ts';
import { usersOf } from './users.ts';

/**
 * Reads the facts about what `question` names and all that depends on it, with what it asks of the server, in one
 * READ ONLY transaction that always ends in ROLLBACK. `rewrite` makes the command to type from a corrected target and its place in the list.
 * Throws UserError: no such table or column, a server that is too old or too new, a lock or the time ran out.
 */
export async function readCatalog(
  client: SqlClient,
  question: Question,
  rewrite: RewriteOne,
): Promise<{ catalog: Catalog; columns: readonly string[] }> {
  return await readOnly(client, () => readInTransaction(client, question, rewrite));
}

// What the server deparses names every schema but pg_catalog. Every lookup is by oid, so an index is right however large
// and stale the catalogs are. JIT would take longer than the query.
const READING = `SELECT set_config('search_path', 'pg_catalog, pg_temp', true), set_config('jit', 'off', true),
  set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;

async function readInTransaction(
  client: SqlClient,
  question: Question,
  rewrite: RewriteOne,
): Promise<{ catalog: Catalog; columns: readonly string[] }> {
  const session = await openSession(client);
  const server = supportedServer(session);
  await client.query(READING);
  const found = await resolveQuestion(client, question, session, rewrite);
  const { table, row } = await readTable(client, found, session.versionNum);
  const others: Table[] = [];
  for (const other of question.others ?? []) {
    const named = await resolveAll(client, [other], session, (right) => right);
    others.push((await readTable(client, { ...named, attnums: [], columns: [] }, session.versionNum)).table);
  }
  const answers = await ask(client, question, {
    table,
    searchPath: session.searchPath,
    columns: found.columns,
    other: others[0] ?? null,
  });
  const users = question.users === true ? { users: await usersOf(client, table, found.columns) } : {};
  const place = { table, columns: found.columns, searchPath: session.searchPath };
  const converting = await readConverting(client, question, place, answers);
  const names = found.columns.length === 0 ? [table.name] : found.columns;
  const running = question.running === true ? { running: await runningStatements(client, names) } : {};
  const rest = {
    searchPath: session.searchPath,
    wanted: found.columns,
    table,
    others,
    answers,
    ...users,
    ...converting,
    ...running,
  };
  return {
    catalog: assemble(row, server, rest),
    columns: found.columns,
  };
}

/** A table with its family. */
async function readTable(
  client: SqlClient,
  found: Omit<Resolved, 'relation'>,
  versionNum: number,
): Promise<{ table: Table; row: Sections }> {
  const [row] = await client.query<Sections>(oneStatement(sections, versionNum), [found.oid, found.attnums]);
  if (row === undefined) throw new Error('the catalog query returned no row');
  const family = row.table.some(({ children }) => children.length > 0)
    ? await readFamily(client, found, versionNum)
    : [];
  return { table: { ...assembleTable(row, found.columns), family }, row };
}

/** Partitions and children hold indexes, constraints, grants and triggers of their own: each is read as the table is. */
async function readFamily(
  client: SqlClient,
  { oid, columns }: { readonly oid: number; readonly columns: readonly string[] },
  versionNum: number,
): Promise<Member[]> {
  const statement = oneStatement(memberSections, versionNum);
  const members: Member[] = [];
  for (const { oid: member, attnums, level, familyParents } of await client.query<FamilyRow>(FAMILY, [oid, columns])) {
    const [row] = await client.query<Sections>(statement, [member, attnums]);
    if (row === undefined) throw new Error('the catalog query returned no row');
    members.push({ ...assembleTable(row, columns), level, familyParents });
  }
  return members;
}

async function openSession(client: SqlClient): Promise<Session> {
  const [session] = await client.query<Session>(`
    SELECT ${TIMEOUTS},
      current_setting('server_version_num')::int AS "versionNum",
      current_setting('server_version') AS version,
      current_database()::text AS database,
      array_to_json(current_schemas(false)) AS "searchPath"`);
  if (session === undefined) throw new Error('the server did not say what it is');
  return session;
}
