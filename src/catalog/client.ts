import type { ClientBase } from 'pg';

/** The only thing the catalog reader needs of a database: run one statement, get its rows. */
export interface SqlClient {
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** What of PGlite is used. Structural, so that nothing loads the WASM build who does not need it. */
export interface PgliteLike {
  query<Row>(text: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

/** Takes a connected `pg` client; errors of the server pass through as `pg` throws them. */
export function fromPg(client: Pick<ClientBase, 'query'>): SqlClient {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      const result = await client.query(text, [...values]);
      return result.rows as readonly Row[];
    },
  };
}

/** Takes a PGlite instance; errors of the server pass through as PGlite throws them. */
export function fromPglite(database: PgliteLike): SqlClient {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      const result = await database.query<Row>(text, [...values]);
      return result.rows;
    },
  };
}
