import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { clients, type Load, type Sample } from './traffic.ts';

/** Traffic from pgbench, 8 clients in 2 threads, prepared statements. */
export const pgbenchLoad: Load = ({ url, transactions, ids, seconds, rate }) => {
  const folder = mkdtempSync(join(tmpdir(), 'expand-contract-bench-'));
  const files = transactions.flatMap(({ sql, weight }, index) => {
    const path = join(folder, `${index}.sql`);
    writeFileSync(path, `\\set id random(1, ${ids})\n${sql.replaceAll('$1', ':id')};\n`);
    return ['-f', `${path}@${weight}`];
  });
  // A day: it is stopped long before.
  const length = ['-T', String(seconds ?? 86_400)];
  const pace = rate === null ? [] : ['--rate', rate.toFixed(1), '--log', `--log-prefix=${join(folder, 'log')}`];
  const flags = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', ...length, ...pace, ...files];
  const child = spawn('pgbench', [...flags, url], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let stopped = false;

  const finish = async <T>(read: () => T): Promise<T> => {
    const status = await ended;
    try {
      if (status !== 0 && !stopped) throw new Error(`pgbench failed: ${output.slice(0, 2000)}`);
      return read();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return {
    async stop() {
      stopped = true;
      // A signal would lose the part of the log that is still in memory; clients without a connection end in order.
      await endConnections(url);
      await ended;
    },
    samples: () => finish(() => readLogs(folder)),
    tps: () => finish(() => Number(/^tps = ([\d.]+)/m.exec(output)?.[1] ?? Number.NaN)),
  };
};

async function endConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client
    .query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'pgbench'`,
    )
    .finally(() => client.end());
}

// client number latency script seconds microseconds lag: the time is that of the end, the latency is from the schedule.
function readLogs(folder: string): Sample[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith('log.'));
  return logs.flatMap((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    return lines.flatMap((line) => {
      const [, , micros, , epoch, fraction] = line.split(' ').map(Number);
      if (micros === undefined || epoch === undefined || fraction === undefined || Number.isNaN(micros)) return [];
      const latency = micros / 1000;
      return [{ scheduled: epoch * 1000 + fraction / 1000 - latency, latency }];
    });
  });
}
