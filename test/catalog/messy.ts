import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { fromPg, fromPglite, type SqlClient } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import type { TestDatabase } from '../support/server.ts';

/** A schema with every dependent of src/types.ts, under names that need care. */
export const messySql = readFileSync(new URL('messy.sql', import.meta.url), 'utf8');

/** What a command would be called with, for the hints of errors. */
export const rewrite = (correct: string): string => `plan rename ${correct} new`;

export async function clientOf(database: TestDatabase): Promise<SqlClient> {
  return fromPg(await database.client());
}

/** PGlite with the same schema. */
export async function messyPglite(): Promise<{ client: SqlClient; close(): Promise<void> }> {
  const database = new PGlite();
  await database.exec(messySql);
  return { client: fromPglite(database), close: () => database.close() };
}

/** The UserError that reading `target` ends with. */
export async function failure(
  client: SqlClient,
  target: string,
): Promise<{ message: string; hint: string | undefined }> {
  const error: unknown = await readCatalog(client, { targets: [target] }, rewrite).then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || error.name !== 'UserError') throw error;
  return { message: error.message, hint: 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined };
}
