import { UserError } from '../errors.ts';
import type { ConnectionConfig } from './connection-config.ts';

/** Where it was tried, in words and without the password. */
export interface Attempt {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly source: ConnectionConfig['source'];
}

// Before pg sends it, and as the server says it.
const NO_PASSWORD = /password must be a|empty password returned/;

/** `host:port/database`; a socket's host is its directory. */
export function describe({ host, port, database }: Attempt): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}/${database}`;
}

/** Says why connecting failed: what was tried, what the server or the system answered, what to type next. */
export function connectError(error: unknown, attempt: Attempt): UserError {
  const code = codeOf(error);
  if (attempt.source === 'default' && ['ECONNREFUSED', 'ENOENT'].includes(code)) {
    return new UserError(
      `No database was named (no --database, DATABASE_URL or PGHOST), and no server answers at ${describe(attempt)}.`,
      {
        hint: 'Type --database postgres://user@host:5432/database, or set DATABASE_URL or PGHOST, PGDATABASE and PGUSER.',
        cause: error,
      },
    );
  }
  const message = `Cannot connect to ${describe(attempt)} as ${attempt.user}: ${answer(error, code)}.`;
  return new UserError(message, { hint: nextStep(error, code, attempt), cause: error });
}

/** Whether a connection failed because its password was missing or wrong. */
export function wantsPassword({ cause }: UserError): boolean {
  return codeOf(cause) === '28P01' || NO_PASSWORD.test(messageOf(cause));
}

function answer(error: unknown, code: string): string {
  const text = messageOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOENT':
      return 'there is no such socket';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known';
    case 'EACCES':
      return 'the socket may not be used by this user';
    default:
      if (/timeout expired|timed? ?out/i.test(text)) return 'no answer came in time';
      if (NO_PASSWORD.test(text)) return 'the server wants a password and none was given';
      return text.replace(/\.$/, '') || code;
  }
}

function nextStep(error: unknown, code: string, { source, database }: Attempt): string {
  const where = source === 'environment' || source === 'default' ? 'PGHOST, PGPORT, PGDATABASE and PGUSER' : source;
  const text = messageOf(error);
  if (/no pg_hba\.conf entry/.test(text)) return `Add sslmode=require to ${where}, or ask for access from this host.`;
  if (code === '28P01' || code === '28000' || NO_PASSWORD.test(text)) {
    return `Correct the user or the password in ${where}; a password may also be in PGPASSWORD or ~/.pgpass.`;
  }
  if (code === '3D000') return `Correct the database's name in ${where}, or create it: createdb ${database}`;
  if (code === '53300' || code === '57P03') return 'Wait a moment and run the same command again.';
  if (/does not support SSL/.test(text))
    return `Add sslmode=disable to ${where} if this connection need not be encrypted.`;
  if (/certificate|CERT|SIGNATURE|ALTNAME/i.test(`${code} ${text}`)) {
    return `Add sslrootcert=FILE with the server's authority to ${where}, or sslmode=no-verify to encrypt without checking.`;
  }
  return `Check that the server runs and that ${where} ${where.includes(',') ? 'are' : 'is'} right.`;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

// localhost may stand for two addresses; Node then throws one error for both, with an empty message.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
