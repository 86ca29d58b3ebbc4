import type { PGlite } from '@electric-sql/pglite';
import { UserError } from '../errors.ts';
import { quoteIdentifier } from '../sql/quote.ts';
import { type Action, actionFor, EMBEDDED, LOADING } from './action.ts';
import { shippedExtensions } from './extensions.ts';
import { type Needs, needsOf } from './needs.ts';
import { type Dump, type DumpStatement, place, shortened, statements } from './statements.ts';

/**
 * Starts the embedded PostgreSQL and gives it the schema of a dump, without rows. The caller closes it.
 * Throws UserError with the line and the statement for what cannot be loaded: nothing is left out in silence.
 */
export async function loadDump(dump: Dump): Promise<PGlite> {
  const script = readScript(dump);
  const [{ PGlite }, extensions] = await Promise.all([
    import('@electric-sql/pglite'),
    shippedExtensions(dump, script.needs),
  ]);
  const database = await PGlite.create({ extensions });
  try {
    await fill(database, script);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A dump taken apart. */
export interface Script {
  readonly dump: Dump;
  readonly statements: readonly DumpStatement[];
  readonly needs: Needs;
}

/** Takes a dump apart. Throws UserError for what does not parse. */
export function readScript(dump: Dump): Script {
  const found = oneDatabase(dump);
  return { dump, statements: found, needs: needsOf(found) };
}

/** Runs a dump in an empty database that has the extensions it needs, and leaves the session as a new one. */
export async function fill(database: PGlite, { dump, statements: wanted, needs }: Script): Promise<void> {
  await prepare(database, needs);
  await runAll(database, dump, wanted);
  await settle(database);
}

/** All statements of the dump. Throws UserError when it creates tables in more than one database, as pg_dumpall does. */
function oneDatabase(dump: Dump): DumpStatement[] {
  const found: DumpStatement[] = [];
  let current = '';
  let filled: string | null = null;
  for (const each of statements(dump)) {
    if ('connect' in each) {
      current = each.connect;
      continue;
    }
    if ('CreateStmt' in each.node) {
      if (filled !== null && filled !== current) {
        throw new UserError(`${place(dump, each.at)} begins the tables of a second database; --schema reads one`, {
          hint: 'dump the database alone: pg_dump -s -f schema.sql <database>',
        });
      }
      filled = current;
    }
    found.push(each);
  }
  return found;
}

async function prepare(database: PGlite, { roles, creators, tablespaces, collations }: Needs): Promise<void> {
  await database.exec(`${LOADING}; SET allow_in_place_tablespaces = on; SET search_path = "$user", public`);
  const missing = async (names: ReadonlySet<string>, catalog: string, column: string): Promise<string[]> => {
    const { rows } = await database.query<{ name: string }>(
      `SELECT name FROM unnest($1::text[]) AS name
       WHERE name !~ '^pg_' AND NOT EXISTS (SELECT FROM pg_catalog.${catalog} AS c WHERE c.${column} = name)`,
      [[...names]],
    );
    return rows.map(({ name }) => name);
  };
  for (const role of await missing(roles, 'pg_roles', 'rolname')) {
    // Its own rights are nobody's business here, but what it creates must be created, and what it grants on be found.
    const rights = creators.has(role) ? 'SUPERUSER' : 'IN ROLE pg_read_all_data';
    await database.exec(`CREATE ROLE ${quoteIdentifier(role)} ${rights}`);
  }
  for (const tablespace of await missing(tablespaces, 'pg_tablespace', 'spcname')) {
    await database.exec(`CREATE TABLESPACE ${quoteIdentifier(tablespace)} LOCATION ''`);
  }
  for (const collation of await missing(collations, 'pg_collation', 'collname')) await standIn(database, collation);
}

// Which collations pg_catalog has is up to the operating system that initdb ran on. Without rows, nothing is compared.
async function standIn(database: PGlite, collation: string): Promise<void> {
  await database.query(
    `INSERT INTO pg_catalog.pg_collation (oid, collname, collnamespace, collowner, collprovider, collisdeterministic,
       collencoding, collcollate, collctype)
     SELECT pg_catalog.pg_nextoid('pg_catalog.pg_collation', 'oid', 'pg_catalog.pg_collation_oid_index'), $1::text,
       collnamespace, collowner, collprovider, true, -1, collcollate, collctype
     FROM pg_catalog.pg_collation WHERE collname = 'C' AND collnamespace = 'pg_catalog'::pg_catalog.regnamespace`,
    [collation],
  );
}

async function runAll(database: PGlite, dump: Dump, wanted: readonly DumpStatement[]): Promise<void> {
  const compressed: { oid: number; columns: readonly string[] }[] = [];
  for (const statement of wanted) {
    const action = decide(dump, statement);
    await runOne(database, dump, statement, action);
    if (action.lz4 === undefined) continue;
    const { rows } = await database.query<{ oid: number }>('SELECT $1::regclass::oid AS oid', [action.lz4.table]);
    compressed.push(...rows.map(({ oid }) => ({ oid, columns: action.lz4?.columns ?? [] })));
  }
  await database.exec(`SET SESSION AUTHORIZATION ${EMBEDDED}; RESET ROLE`);
  for (const { oid, columns } of compressed) {
    await database.query(
      `UPDATE pg_catalog.pg_attribute SET attcompression = 'l' WHERE attrelid = $1::oid AND attname = ANY ($2::text[])`,
      [oid, columns],
    );
  }
}

function decide(dump: Dump, statement: DumpStatement): Action {
  try {
    return actionFor(statement);
  } catch (error) {
    throw error instanceof UserError ? cannotLoad(dump, statement, error) : error;
  }
}

async function runOne(database: PGlite, dump: Dump, statement: DumpStatement, action: Action): Promise<void> {
  for (const sql of action.run) {
    try {
      await database.exec(sql);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      if (action.forgive.includes(String(error.code))) continue;
      throw cannotLoad(dump, statement, error);
    }
  }
}

function cannotLoad(dump: Dump, { text, at }: DumpStatement, cause: Error): UserError {
  return new UserError(
    `${place(dump, at)} cannot be loaded into the embedded PostgreSQL: ${cause.message}: ${shortened(text)}`,
    { hint: 'if the server itself accepts it, read the server: --database URL in place of --schema', cause },
  );
}

/** Leaves the session as a new connection to that database would find it. */
async function settle(database: PGlite): Promise<void> {
  await database.exec('RESET ALL; SET search_path = "$user", public');
  const { rows } = await database.query<{ path: string }>(
    `SELECT substr(setting, length('search_path=') + 1) AS path
     FROM pg_catalog.pg_db_role_setting CROSS JOIN unnest(setconfig) AS setting
     WHERE setrole = 0 AND setdatabase <> 0 AND starts_with(setting, 'search_path=')`,
  );
  for (const { path } of rows) await database.query("SELECT set_config('search_path', $1, false)", [path]);
}
