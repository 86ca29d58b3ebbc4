import type { Connection } from '../catalog/connect.ts';
import type { Listed } from '../catalog/list.ts';
import type { Catalog } from '../types.ts';
import type { ReadFacts } from './make-plan.ts';
import type { Settings } from './settings.ts';

async function open(database: string | undefined): Promise<Connection> {
  const { connect } = await import('../catalog/connect.ts');
  return await connect({ env: process.env, ...(database === undefined ? {} : { database }) });
}

/** Reads the facts from where the settings say: a schema dump, else a database. */
export function factsFor({ schema, serverVersion, database }: Settings): ReadFacts {
  if (schema === undefined) return liveFacts(database);
  return async (asking) => {
    const [{ dumpFacts }, { parseServerVersion }] = await Promise.all([
      import('../schema/facts.ts'),
      import('../schema/version.ts'),
    ]);
    const version = serverVersion === undefined ? undefined : parseServerVersion(serverVersion);
    return await dumpFacts(schema, version)(asking);
  };
}

/** Reads the facts from the database that --database or the environment names. The connection lasts as long as the reading. */
export function liveFacts(database: string | undefined): ReadFacts {
  return async (asking) => {
    const [connection, { readCatalog }] = await Promise.all([open(database), import('../catalog/read.ts')]);
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

/** What there is to pick from in a database. */
export interface Listing {
  tables(): Promise<readonly Listed[]>;
  columns(table: string): Promise<readonly Listed[]>;
  close(): Promise<void>;
}

/** Connects and lists on demand. Throws UserError when the database does not answer. */
export async function liveListing(database: string | undefined): Promise<Listing> {
  const [connection, { listColumns, listTables }] = await Promise.all([open(database), import('../catalog/list.ts')]);
  return {
    tables: () => listTables(connection.client),
    columns: (table) => listColumns(connection.client, table),
    close: () => connection.close(),
  };
}
