import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { quoteName } from '../../src/catalog/name.ts';
import type { Plan } from '../../src/types.ts';
import { Lane, type Names } from './any-code.ts';
import type { Shape } from './keys.ts';

const LANES = 4;

/** What code saw while a plan ran. */
export interface Seen {
  readonly writes: number;
  readonly slowest: number;
  readonly errors: readonly string[];
}

/**
 * Takes a plan through its phases while code runs: old code until the backfill is done, both by turns until contract, new
 * code beside it; every file runs a second time during the roll-out. `broken`: a function that names the column was only
 * acknowledged, not changed, so no code can run once the old name is gone.
 */
export async function runBeside(
  client: pg.Client,
  url: string,
  plan: Plan,
  shape: Shape | null,
  to: string,
  broken: boolean,
): Promise<Seen> {
  const lanes = shape === null ? [] : await lanesOf(client, shape);
  const from = shape?.column ?? to;
  const beside = async (names: Names, work: () => Promise<unknown>): Promise<void> => {
    const stops = await Promise.all(lanes.map((lane) => lane.start(url, names)));
    try {
      if (lanes.length > 0) await sleep(150);
      await work();
      if (lanes.length > 0) await sleep(150);
    } finally {
      await Promise.all(stops.map((stop) => stop()));
    }
  };
  const run = async (phase: string): Promise<void> => {
    const steps = plan.phases.filter(({ name }) => name === phase).flatMap((each) => each.steps);
    for (const { sql } of steps.flatMap((step) => step.run)) await client.query(sql);
  };
  const lost = async (name: string): Promise<string[]> => {
    const wrong: string[] = [];
    for (const lane of lanes) wrong.push(...(await lane.lost(client, name)));
    return wrong;
  };
  await beside([from], () => run('expand'));
  await beside([from], () => run('backfill'));
  await beside([from, to], async () => {
    await run('expand');
    await run('backfill');
  });
  const rollOut = [...(await lost(from)), ...(await lost(to))];
  if (broken) await run('contract');
  else await beside([to], () => run('contract'));
  const end = await lost(to);
  return {
    writes: lanes.reduce((sum, lane) => sum + lane.writes, 0),
    slowest: Math.max(0, ...lanes.map((lane) => lane.slowest)),
    errors: [...lanes.flatMap((lane) => lane.errors), ...rollOut, ...end],
  };
}

/** Clients that own the rows of a table, each its share. */
async function lanesOf(client: pg.Client, shape: Shape): Promise<Lane[]> {
  const keys = shape.key.map((part) => `${quoteName(part)}::text`).join(', ');
  const { rows } = await client.query<{ key: string[]; value: string | null }>(
    `SELECT ARRAY[${keys}] AS key, ${quoteName(shape.column)}::text AS value FROM ${shape.table} ORDER BY 1 LIMIT 400`,
  );
  const overridden = await isOverridden(client, shape);
  return Array.from(
    { length: LANES },
    (_, lane) =>
      new Lane(
        shape,
        rows.filter((_row, at) => at % LANES === lane),
        overridden,
      ),
  );
}

/** Whether a trigger of the table's own decides what the column holds. */
async function isOverridden(client: pg.Client, { table, column, pool, unique }: Shape): Promise<boolean> {
  const value = pool.find((each) => each !== null);
  if (value === undefined || unique) return false;
  const name = quoteName(column);
  await client.query('BEGIN');
  try {
    const { rows } = await client.query<{ kept: boolean }>(
      `WITH one AS (SELECT tableoid AS part, ctid AS place FROM ${table} LIMIT 1)
       UPDATE ${table} AS t SET ${name} = $1 FROM one WHERE t.tableoid = part AND t.ctid = place
       RETURNING t.${name}::text = $2::text AS kept`,
      [value, value],
    );
    return rows[0]?.kept === false;
  } finally {
    await client.query('ROLLBACK');
  }
}
