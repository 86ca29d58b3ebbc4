import { readFileSync } from 'node:fs';
import type pg from 'pg';

/**
 * Seconds of processor time that the server's process of a connection has used, which neighbours on the machine move less
 * than the clock. NaN where there is no /proc.
 */
export async function cpuOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  try {
    const stat = readFileSync(`/proc/${String(rows[0]?.pid)}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    // In ticks; every Linux has 100 a second.
    return ((user ?? Number.NaN) + (system ?? Number.NaN)) / 100;
  } catch {
    return Number.NaN;
  }
}
