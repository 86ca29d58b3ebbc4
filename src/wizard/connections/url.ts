/** How a database is reached, piece by piece. */
export interface Parts {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
  readonly sslmode?: string | undefined;
}

/** What Prisma and JDBC write behind a URL for themselves. `schema` only says what their unqualified names mean; here all are listed. */
const NOT_OURS =
  /^(schema|connection_limit|pool_timeout|socket_timeout|pgbouncer|statement_cache_size|sslaccept|sslidentity|sslpassword|currentSchema|ssl|stringtype|reWriteBatchedInserts|serverVersion|charset|prepareThreshold)$/;

/** The scheme, and what drivers add to it: postgresql+psycopg, jdbc:postgresql, postgis, ecto. */
const SCHEME = /^(?:jdbc:)?(?:postgres(?:ql)?(?:\+[a-z0-9_]+)?|postgis|ecto):\/\//i;

/** A connection URL of any language as one for PostgreSQL's own tools; null when it is none. */
export function postgresUrl(text: string): string | null {
  const trimmed = text.trim();
  const url = trimmed.replace(SCHEME, 'postgres://');
  if (url === trimmed && !/^postgres:\/\//i.test(trimmed)) return null;
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const query = parsed.searchParams;
  for (const [name, part] of [
    ['user', 'username'],
    ['password', 'password'],
  ] as const) {
    const said = query.get(name);
    if (said !== null && parsed[part] === '') parsed[part] = encodeURIComponent(said);
    query.delete(name);
  }
  tls(query);
  const unknown = [...query.keys()].filter((name) => NOT_OURS.test(name));
  for (const name of unknown) query.delete(name);
  return parsed.href;
}

/** Prisma takes any certificate unless told otherwise, and calls the authority's file sslcert. */
function tls(query: URLSearchParams): void {
  const [accept, mode, authority] = [query.get('sslaccept'), query.get('sslmode'), query.get('sslcert')];
  if (mode === 'prefer') query.delete('sslmode');
  if (accept === null) return;
  if (mode === 'require' && accept === 'accept_invalid_certs') query.set('sslmode', 'no-verify');
  if (authority !== null && query.get('sslkey') === null) {
    query.delete('sslcert');
    query.set('sslrootcert', authority);
  }
}

/** A URL from its pieces; a host that is a directory is a socket's. */
export function urlOf({ host, port, user, password, database, sslmode }: Parts): string {
  const socket = host?.startsWith('/') === true ? host : undefined;
  const who = [user, password]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => encodeURIComponent(part ?? ''));
  const named = socket === undefined && host !== undefined && host !== '' ? host : 'localhost';
  const where = `${named}${port ? `:${port}` : ''}`;
  const query = new URLSearchParams({
    ...(socket === undefined ? {} : { host: socket }),
    ...(sslmode ? { sslmode } : {}),
  }).toString();
  const at = user === undefined || user === '' ? '' : `${who.join(':')}@`;
  return `postgres://${at}${where}/${encodeURIComponent(database ?? '')}${query === '' ? '' : `?${query}`}`;
}

/** What is shown of a URL: database, host, port and user, and never the password. */
export function describeUrl(url: string): string {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : hostname);
  const database = decodeURIComponent(pathname.slice(1));
  const user = username === '' ? '' : ` as ${decodeURIComponent(username)}`;
  return `${database === '' ? '(the default database)' : database} on ${host}${host.startsWith('/') ? '' : `:${port || '5432'}`}${user}`;
}

/** The URL with a password; where it names no host, behind it. */
export function withPassword(url: string, password: string): string {
  const complete = new URL(url);
  if (complete.hostname === '') complete.searchParams.set('password', password);
  else complete.password = encodeURIComponent(password);
  return complete.href;
}

/** The URL for a command line: without its password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  shown.searchParams.delete('password');
  return shown.href;
}
