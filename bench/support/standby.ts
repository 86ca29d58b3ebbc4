import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Launched, launch } from '../../test/support/launch.ts';
import type { Bench } from './measure.ts';

/**
 * A streaming standby of the bench's server, made of a copy of its files: the binaries of the tests have no pg_basebackup.
 * The caller stops it.
 */
export async function startStandby(bench: Bench): Promise<Launched & { readonly client: pg.Client }> {
  const server = await bench.server();
  const admin = await server.connect('postgres');
  try {
    await admin.query("SELECT pg_backup_start('standby', true)");
    const { rows } = await admin.query<{ data: string }>("SELECT current_setting('data_directory') AS data");
    const from = rows[0]?.data ?? '';
    const made = async (data: string): Promise<void> => {
      rmSync(data, { recursive: true });
      cpSync(from, data, { recursive: true, filter: (path) => !/postmaster\.(pid|opts)$/.test(path) });
      const { rows: label } = await admin.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
      writeFileSync(join(data, 'backup_label'), label[0]?.labelfile ?? '');
      writeFileSync(join(data, 'standby.signal'), '');
    };
    const launched = await launch(
      18,
      {
        // What the primary has, a standby must have.
        max_locks_per_transaction: '256',
        max_wal_size: '8GB',
        shared_buffers: '512MB',
        wal_level: 'replica',
        primary_conninfo: `host=127.0.0.1 port=${String(server.port)} user=postgres`,
      },
      made,
    );
    const client = new pg.Client({
      connectionString: `postgres://postgres@127.0.0.1:${String(launched.port)}/postgres`,
    });
    client.on('error', () => undefined);
    await client.connect();
    return { ...launched, client };
  } finally {
    await admin.end();
  }
}

export interface Lag {
  readonly bytes: number;
  readonly ms: number;
}

/** How far the standby is behind: bytes not yet replayed, and the age of the last that was. */
export async function lagOf(client: pg.Client): Promise<Lag> {
  const { rows } = await client.query<Lag>(`SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 AS bytes,
      coalesce(extract(epoch FROM replay_lag) * 1000, 0)::float8 AS ms FROM pg_stat_replication`);
  const [row] = rows;
  if (row === undefined) throw new Error('the standby is not connected');
  return row;
}

/** Waits until the standby has replayed everything; gives the milliseconds that took. */
export async function caughtUp(client: pg.Client): Promise<number> {
  const from = Date.now();
  while ((await lagOf(client)).bytes > 0) {
    if (Date.now() - from > 120_000) throw new Error('the standby does not catch up');
    await sleep(20);
  }
  return Date.now() - from;
}
