import pg from 'pg';
import { installServers, launch } from '../../test/support/launch.ts';

/** The settings of BACKFILL.md, so that the numbers there can be compared. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // The tests' default, logical, would log whole new rows where replica logs what changed.
  wal_level: 'replica',
  shared_buffers: '2GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  autovacuum: 'off',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // A measure with 10,000 tables makes them in batches of 1,000.
  max_locks_per_transaction: '256',
};

export interface BenchServer {
  readonly port: number;
  url(database: string): string;
  /** A new connection; the caller ends it. */
  connect(database: string): Promise<pg.Client>;
  /** Drops `database` if it is there and makes it anew: a copy of `template`, all of it in memory, nothing dirty. */
  copy(template: string, database: string): Promise<void>;
  drop(database: string): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL 18 of its own on the loopback; `scratch`: it never waits for the disk. It ends with this process, however that ends. */
export async function startBenchServer({ scratch }: { readonly scratch: boolean }): Promise<BenchServer> {
  installServers([18]);
  const { port, stop: end } = await launch(18, scratch ? { ...settings, fsync: 'off' } : settings);
  const stop = async (): Promise<void> => {
    // The server does not keep this process alive, not even while it is being stopped.
    const awake = setInterval(() => undefined, 1000);
    await end().finally(() => clearInterval(awake));
  };
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${String(port)}/${database}`;
  const connect = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url(database) });
    // A connection that a measure ends from outside must not end the run.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const withClient = async (database: string, statements: readonly string[]): Promise<void> => {
    const client = await connect(database);
    try {
      for (const sql of statements) await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const drop = (database: string): Promise<void> =>
    withClient('postgres', [`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`]);
  const copy = async (template: string, database: string): Promise<void> => {
    await drop(database);
    await withClient('postgres', [`CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy`]);
    await withClient(database, [prewarm, 'CHECKPOINT']);
  };
  return { port, url, connect, copy, drop, stop };
}

const prewarm = `SELECT pg_prewarm(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')`;
