import type { Hanging } from '../catalog/answers.ts';
import type { Connection } from '../catalog/connect.ts';
import type { SqlClient } from '../catalog/client.ts';
import type { SurveyedTable } from '../catalog/survey.ts';
import type { TableParts } from '../catalog/survey-table.ts';
import { UserError } from '../errors.ts';
import type { Ask } from '../follow/stage.ts';
import type { Catalog, QualifiedName } from '../types.ts';
import type { ReadFacts } from './make-plan.ts';
import type { Settings } from './settings.ts';

async function open(database: string | undefined, says?: string): Promise<Connection> {
  const { connect } = await import('../catalog/connect.ts');
  return await connect({
    env: process.env,
    ...(database === undefined ? {} : { database }),
    ...(says === undefined ? {} : { says }),
  });
}

/** Reads the facts from where the settings say: a schema dump, else a database. */
export function factsFor(settings: Settings): ReadFacts {
  const { schema, serverVersion, database, connection } = settings;
  if (schema === undefined) {
    refuseUnset(settings);
    return liveFacts(database, connection);
  }
  return async (asking) => {
    const [{ dumpFacts }, { parseServerVersion }] = await Promise.all([
      import('../schema/facts.ts'),
      import('../schema/version.ts'),
    ]);
    const version = serverVersion === undefined ? undefined : parseServerVersion(serverVersion);
    return await dumpFacts(schema, version)(asking);
  };
}

/** The database of the settings; undefined: what the environment names. Throws UserError when a variable was chosen that is not set. */
export function databaseOf(settings: Settings): string | undefined {
  refuseUnset(settings);
  return settings.database;
}

/** A database, and what named it when that was not --database. */
export interface Source {
  readonly database: string | undefined;
  readonly says: string | undefined;
}

/** The database of the settings with what named it, for messages. Throws UserError like `databaseOf`. */
export const sourceOf = (settings: Settings): Source => ({
  database: databaseOf(settings),
  says: settings.connection,
});

// Another database than the one that was chosen would be worse than none.
function refuseUnset({ database, connection, config }: Settings): void {
  if (connection === undefined || database !== undefined) return;
  const where = config?.values.connection === connection ? config.name : 'PLAN_CONNECTION';
  throw new UserError(`${where} takes the database from ${connection}, which is not set, nor is it in .env`, {
    hint: `export ${connection}=postgres://user@host:5432/database, or add --database URL`,
  });
}

/**
 * Reads the facts from the database that --database (or what `says` names) or the environment names. The connection lasts as
 * long as the reading.
 */
export function liveFacts(database: string | undefined, says?: string): ReadFacts {
  return async (asking) => {
    const [connection, { readCatalog }] = await Promise.all([open(database, says), import('../catalog/read.ts')]);
    try {
      const catalogs: Catalog[] = [];
      for (const { question, rewrite } of asking)
        catalogs.push((await readCatalog(connection.client, question, rewrite)).catalog);
      return catalogs;
    } finally {
      await connection.close();
    }
  };
}

/** A database that a plan is followed in. */
export interface Followed {
  readonly readFacts: ReadFacts;
  readonly ask: Ask;
  /** The rows of a tool's history; null when it has none here. */
  readonly history: (of: { readonly table: string; readonly query: string }) => Promise<readonly string[] | null>;
  readonly hangingOn: (table: QualifiedName, columns: readonly string[]) => Promise<readonly Hanging[]>;
}

/** Connects, works and closes. Throws UserError when the database does not answer. */
export async function withDatabase<T>(
  { database, says }: Source,
  work: (followed: Followed) => Promise<T>,
): Promise<T> {
  const [{ client, close }, { answersTo, hangingOn, historyRows }, { readCatalog }] = await Promise.all([
    open(database, says),
    import('../catalog/answers.ts'),
    import('../catalog/read.ts'),
  ]);
  try {
    return await work({
      readFacts: async (asking) => {
        const catalogs: Catalog[] = [];
        for (const { question, rewrite } of asking)
          catalogs.push((await readCatalog(client, question, rewrite)).catalog);
        return catalogs;
      },
      ask: (queries) => answersTo(client, queries),
      history: (of) => historyRows(client, of),
      hangingOn: (table, columns) => hangingOn(client, table, columns),
    });
  } finally {
    await close();
  }
}

/** What there is to pick from in a database. Each question has a connection of its own: a person thinks longer than one lasts. */
export interface Survey {
  /** Throws UserError when the database does not answer. */
  tables(): Promise<readonly SurveyedTable[]>;
  parts(table: SurveyedTable): Promise<TableParts>;
}

/** Asks the database that `database` or the environment names, once for each thing that it answers. */
export function liveSurvey(database: string | undefined): Survey {
  const known = new Map<number | 'tables', Promise<unknown>>();
  const once = <T>(key: number | 'tables', read: () => Promise<T>): Promise<T> => {
    const found = (known.get(key) as Promise<T> | undefined) ?? read();
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
  return {
    tables: () =>
      once('tables', async () => {
        const { surveyTables } = await import('../catalog/survey.ts');
        return await reading(database, surveyTables);
      }),
    parts: ({ oid }) =>
      once(oid, async () => {
        const { surveyTable } = await import('../catalog/survey-table.ts');
        return await reading(database, (client) => surveyTable(client, oid));
      }),
  };
}

async function reading<T>(database: string | undefined, read: (client: SqlClient) => Promise<T>): Promise<T> {
  const connection = await open(database);
  try {
    return await read(connection.client);
  } finally {
    await connection.close();
  }
}
