import { performance } from 'node:perf_hooks';
import { fromPg } from '../../src/catalog/client.ts';
import { surveyTables } from '../../src/catalog/survey.ts';
import { loadSql } from '../../src/sql/parse.ts';
import { matching } from '../../src/wizard/entries.ts';
import { tableEntry } from '../../src/wizard/picking.ts';
import type { Bench, Measure } from '../support/measure.ts';
import { median, spread } from '../support/statistics.ts';
import { manyTables, planning } from './planning-10000-vs-10-tables.ts';

/** Narrows the list to one table, key by key. */
const TYPED = 't9999';

/**
 * Smaller is better: what the wizard does for its list of 10,000 tables (connect, one query, the list, and a name typed key by key)
 * over connecting, reading the catalog and planning one rename in the same database.
 */
export const wizard10000Tables: Measure = {
  name: 'wizard-10000-tables',
  goal: 4,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const many = bench.quick ? 2000 : 10_000;
    await manyTables(bench, 'tables_many', many);
    await loadSql();
    const [lists, keys, plans]: [number[], number[], number[]] = [[], [], []];
    for (let pair = -2; pair < (bench.quick ? 9 : 21); pair += 1) {
      const { list, key } = await listing(bench);
      const plan = await planning(bench, 'tables_many');
      if (pair < 0) continue;
      lists.push(list);
      keys.push(key);
      plans.push(plan);
    }
    const detail = `${many} tables: ${median(lists).toFixed(1)} ms (${spread(lists, 0)}), ${median(keys).toFixed(1)} ms a key; planning ${median(plans).toFixed(1)} ms`;
    return { value: median(lists) / median(plans), detail };
  },
};

async function listing(bench: Bench): Promise<{ list: number; key: number }> {
  const server = await bench.server();
  const started = performance.now();
  const client = await server.connect('tables_many');
  try {
    const entries = (await surveyTables(fromPg(client))).map(tableEntry);
    const shown = performance.now();
    for (let length = 0; length <= TYPED.length; length += 1) matching(entries, TYPED.slice(0, length));
    const ended = performance.now();
    return { list: ended - started, key: (ended - shown) / (TYPED.length + 1) };
  } finally {
    await client.end();
  }
}
