import { UserError } from '../errors.ts';
import { ident, literal } from '../sql/value.ts';
import type { QualifiedName } from '../types.ts';
import type { SqlClient } from './client.ts';

/** Where the questions are asked: the table of the change, and the names as the user's session would find them. */
export interface Place {
  readonly table: QualifiedName & { readonly columns: readonly { readonly name: string }[] };
  readonly searchPath: readonly string[];
  /** The columns that the targets turned out to be. */
  readonly columns: readonly string[];
  /** The first of the other tables. */
  readonly other: QualifiedName | null;
}

/** How many characters of a value are repeated in a sentence. */
const SHOWN = 60;

/** Runs questions with the user's search_path; what the server answers becomes a sentence, and the transaction goes on. */
export async function attempt<T>(client: SqlClient, place: Place, says: string, work: () => Promise<T>): Promise<T> {
  await client.query('SAVEPOINT asked');
  try {
    const path = ['pg_catalog', ...place.searchPath, 'pg_temp'].map((schema) => ident(schema).text).join(', ');
    await client.query(`SELECT set_config('search_path', ${literal(path).text}, true)`);
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|42)/.test(error.code))
      throw new UserError(`${says}: ${shortened(error.message)}.`, { cause: error, hint: hintOf(error) });
    throw error;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT asked');
  }
}

const hintOf = (error: Error): string =>
  'hint' in error && typeof error.hint === 'string' ? error.hint : 'Write it as it would stand in SQL on this server.';

export const shortened = (text: string): string => (text.length > SHOWN * 3 ? `${text.slice(0, SHOWN * 3)}...` : text);
