import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './measure.ts';
import { renamePlan, runAll, statementsOf } from './product.ts';
import { usersTemplate } from './users.ts';

/** The copy while another transaction, begun after it, holds a snapshot, or without one. */
export interface Snapshotted {
  /** Heap, after / before. */
  readonly growth: number;
  /** Every WARNING, with the growth at which it came. */
  readonly warnings: readonly string[];
}

const database = 'snapshot';

/** Copies the table; a snapshot that is `held` is taken a moment after the start. */
export async function copied(bench: Bench, held: boolean): Promise<Snapshotted> {
  const server = await bench.server();
  const template = await usersTemplate(bench, 'bigint');
  const plan = await renamePlan(bench, template);
  await server.copy(template, database);
  const [client, holder] = [await server.connect(database), await server.connect(database)];
  const warnings: string[] = [];
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING') warnings.push(message ?? '');
  });
  const size = async (): Promise<number> => {
    const { rows } = await holder.query<{ bytes: number }>("SELECT pg_relation_size('users')::float8 AS bytes");
    return rows[0]?.bytes ?? Number.NaN;
  };
  try {
    await runAll(client, statementsOf(plan, 'expand'));
    const before = await size();
    const copy = runAll(client, statementsOf(plan, 'backfill', 'copy'));
    await sleep(200);
    if (held) await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
    await copy;
    return { growth: (await size()) / before, warnings };
  } finally {
    await Promise.all([client.end(), holder.end()]);
    await server.drop(database);
  }
}
