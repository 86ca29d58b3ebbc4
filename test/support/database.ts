import pg from 'pg';

/** Who connects; the superuser `postgres` when nothing is said. */
export interface As {
  readonly user?: string;
  readonly password?: string;
}

/** One database of one test. All its clients end with `drop()`. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** The text of every NOTICE, WARNING and the like that its clients received, in order. */
  readonly notices: string[];
  /** The same database as another role. */
  urlAs(user: string, password?: string): string;
  /** A new connected client. */
  client(as?: As): Promise<pg.Client>;
  /** Rows of one statement, run by one client that stays the same for the whole database (SET lasts). */
  query<Row extends pg.QueryResultRow = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
  /** The whole text in one simple-protocol message by the same client: several statements run as one transaction. */
  exec(sql: string): Promise<void>;
  drop(): Promise<void>;
}

/** Wraps an existing database; `remove` is called by `drop()` once the clients are gone. */
export function testDatabase(
  name: string,
  url: (user?: string, password?: string) => string,
  remove: () => Promise<void>,
): TestDatabase {
  const notices: string[] = [];
  const clients: pg.Client[] = [];
  let main: Promise<pg.Client> | undefined;
  const client = async (as: As = {}): Promise<pg.Client> => {
    const made = new pg.Client({ connectionString: url(as.user, as.password) });
    made.on('notice', (notice) => notices.push(notice.message ?? ''));
    // A test may terminate a backend on purpose; without a listener that would end the worker.
    made.on('error', () => undefined);
    await made.connect();
    clients.push(made);
    return made;
  };
  const mainClient = (): Promise<pg.Client> => (main ??= client());
  return {
    name,
    url: url(),
    notices,
    urlAs: url,
    client,
    query: async <Row extends pg.QueryResultRow>(sql: string, params?: unknown[]) =>
      (await (await mainClient()).query<Row>(sql, params)).rows,
    exec: async (sql) => {
      await (await mainClient()).query(sql);
    },
    drop: async () => {
      await Promise.allSettled(clients.map((each) => each.end()));
      await remove();
    },
  };
}
