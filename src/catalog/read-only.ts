import { UserError } from '../errors.ts';
import type { SqlClient } from './client.ts';

/** What a reading sets first. Nothing waits for long: a table under ACCESS EXCLUSIVE is reported, not queued for. */
export const TIMEOUTS = "set_config('statement_timeout', '30s', true), set_config('lock_timeout', '2s', true)";

/**
 * Reads in one READ ONLY transaction that always ends in ROLLBACK. Throws UserError when the connection ends, a lock or the time
 * runs out, or the role may not read.
 */
export async function readOnly<T>(client: SqlClient, read: () => Promise<T>): Promise<T> {
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await read();
  } catch (error) {
    throw explain(error);
  } finally {
    // On a connection that broke, this fails too and must not hide why.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

/** Turns what the server may answer in ordinary life into a UserError; anything else passes through. */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // What pg says depends on whether it has noticed before the query is sent, while it is sent, or after.
  if (
    /^Connection (terminated|ended)|ECONNRESET|EPIPE|terminating connection|not queryable|was closed/.test(
      error.message,
    )
  ) {
    return new UserError(`The connection ended while the schema was read: ${error.message}.`, {
      hint: 'Nothing was changed. Run the same command again.',
      cause: error,
    });
  }
  if (!('code' in error)) return error;
  switch (error.code) {
    case '55P03':
      return new UserError(
        'Another session holds a lock on the table or on something that depends on it, so its definition cannot be read now.',
        {
          hint: 'Wait for that session to end (see pg_stat_activity and pg_blocking_pids), then run the same command again.',
          cause: error,
        },
      );
    case '57014':
      return new UserError('Reading the schema was cancelled: it took longer than 30 seconds or someone stopped it.', {
        hint: 'Run the same command again when the server is less busy.',
        cause: error,
      });
    case '42501':
      return new UserError(`This role may not read the schema: ${error.message}.`, {
        hint: 'Connect as the owner of the table, or as a role that may read the system catalogs.',
        cause: error,
      });
    default:
      return error;
  }
}
