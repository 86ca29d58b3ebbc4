/** The SQL that the notes give for every version of the code, each beside the next one, wherever the plan lets them run. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Statements, statementsWith } from '../../src/notes/code.ts';
import { formats } from '../../src/formats/index.ts';
import type { CodeVersion, PhaseName, Plan, PlanOptions } from '../../src/types.ts';
import type { Case } from '../support/case.ts';
import { newest } from '../support/server.ts';
import { mayRun, subject, type Subject, Walk } from './walk.ts';

const TABLES = {
  nullable: 'full_name text',
  'not null with a default': "full_name text NOT NULL DEFAULT 'nobody'",
  unique: 'full_name varchar(50) NOT NULL UNIQUE CHECK (length(full_name) > 0)',
};
const MODES: Readonly<Record<string, Partial<PlanOptions>>> = {
  '--sync trigger': { sync: 'trigger' },
  '--sync app': { sync: 'app' },
  '--short': { sync: 'app', short: true },
};

const caseOf = (column: string, options: Partial<PlanOptions>): Case => ({
  name: 'pairs',
  kind: 'rename',
  schema: `CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ${column});
    INSERT INTO users (full_name) VALUES ('there before'), ('there too')`,
  change: { kind: 'rename', target: 'users.full_name', name: 'display_name' },
  options,
  naive: null,
  old: null,
  new: null,
  expect: {},
});

/** One version of the application: the statements of the notes on a connection. */
class Code {
  private readonly sql: Statements;
  private readonly client: pg.Client;

  constructor(client: pg.Client, plan: Plan, version: CodeVersion) {
    this.client = client;
    this.sql = statementsWith(plan.target, version);
  }

  async insert(value: string): Promise<string> {
    const { rows } = await this.client.query<{ id: string }>(this.sql.insert, [value]);
    return rows[0]?.id ?? '';
  }

  async update(id: string, value: string): Promise<void> {
    await this.client.query(this.sql.update, [id, value]);
  }

  async read(id: string): Promise<unknown> {
    const { rows } = await this.client.query<unknown[]>({ text: this.sql.select, values: [id], rowMode: 'array' });
    return rows[0]?.[1];
  }
}

let count = 0;
const fresh = (what: string): string => `${what} ${String((count += 1))}`;

/** What one version writes, the other reads; and each reads what was there before. */
async function understand(writer: Code, reader: Code): Promise<void> {
  const [first, second] = [fresh('inserted'), fresh('updated')];
  const id = await writer.insert(first);
  expect(await reader.read(id)).toBe(first);
  expect(await writer.read(id)).toBe(first);
  await writer.update(id, second);
  expect(await reader.read(id)).toBe(second);
  for (const code of [writer, reader]) expect(await code.read('1')).toBe('there before');
}

const plain = formats.find(({ name }) => name === 'plain');

async function begin(column: string, options: Partial<PlanOptions>): Promise<{ its: Subject; walk: Walk }> {
  const its = await subject(caseOf(column, options), newest());
  if (plain === undefined) throw new Error('no plain format');
  return { its, walk: new Walk(its, plain) };
}

describe.each(Object.entries(MODES))('%s', (_, options) => {
  it.each(Object.entries(TABLES))('of a column that is %s', { timeout: 60_000 }, async (__, column) => {
    const { its, walk } = await begin(column, options);
    const { plan, client } = its;
    const met = new Set<string>();
    const meet = async (done: PhaseName | null): Promise<void> => {
      const running = plan.code.filter((version) => mayRun(plan, version, done));
      expect(running.length, `code after ${String(done)}`).toBeGreaterThan(0);
      for (const [at, version] of plan.code.entries()) {
        for (const other of plan.code.slice(Math.max(0, at - 1), at + 2)) {
          if (!running.includes(version) || !running.includes(other)) continue;
          await understand(new Code(client, plan, version), new Code(client, plan, other));
          if (version !== other) met.add(`${version.id} ${other.id}`);
        }
      }
    };
    await meet(null);
    for (const phase of walk.phases) {
      await walk.runs(phase);
      await meet(phase);
    }
    expect(met.size, 'each version met its neighbours').toBe(2 * (plan.code.length - 1));
    await its.db.drop();
  });
});

describe('what the notes say cannot run together', () => {
  let its: Subject;
  let walk: Walk;
  beforeAll(async () => ({ its, walk } = await begin(TABLES.nullable, { sync: 'app' })));
  afterAll(() => its.db.drop());
  const version = (at: number): Code => {
    const found = its.plan.code[at];
    if (found === undefined) throw new Error('no such version');
    return new Code(its.client, its.plan, found);
  };

  it('code of today beside that of deploy 2: what it writes is not read, and relax refuses', async () => {
    await walk.runs('expand');
    await walk.runs('backfill');
    await version(0).update('1', 'by old code');
    expect(await version(2).read('1')).toBe('there before');
    await walk.refuses('relax');
    await walk.runs('backfill');
    expect(await version(2).read('1')).toBe('by old code');
  });

  it('contract asks about rows that have only the old value, and takes an answer', async () => {
    await walk.runs('relax');
    await its.client.query('UPDATE users SET display_name = NULL WHERE id = 2');
    await walk.refuses('contract');
    await its.client.query("SET expand_contract.emptied = 'on'");
    await walk.runs('contract');
    expect(await version(3).read('2')).toBe(null);
    expect(await version(3).read('1')).toBe('by old code');
  });
});

describe('what the notes say that --short can lose', () => {
  it('an update by old code of a row that new code has written, saved over by new code', async () => {
    const { its, walk } = await begin(TABLES.nullable, MODES['--short'] ?? {});
    const [before, after] = its.plan.code.map((each) => new Code(its.client, its.plan, each));
    if (before === undefined || after === undefined) throw new Error('--short has two versions at least');
    await walk.runs('expand');
    for (const id of ['1', '2']) {
      await after.update(id, 'by new code');
      await before.update(id, 'by old code');
      expect(await after.read(id), 'stale').toBe('by new code');
    }
    // A save of the row as it was read: the update is gone.
    await after.update('1', String(await after.read('1')));
    await walk.runs('backfill');
    expect(await after.read('1')).toBe('by new code');
    // What nobody saved over is repaired.
    expect(await after.read('2')).toBe('by old code');
    expect(its.plan.attention.map(({ id }) => id)).toContain('short-loses');
    await its.db.drop();
  });

  it('which --sync app does not lose', async () => {
    const { its, walk } = await begin(TABLES.nullable, { sync: 'app' });
    const [before, after] = its.plan.code.map((each) => new Code(its.client, its.plan, each));
    if (before === undefined || after === undefined) throw new Error('--sync app has two versions at least');
    await walk.runs('expand');
    await after.update('1', 'by new code');
    await before.update('1', 'by old code');
    expect(await after.read('1')).toBe('by old code');
    await its.db.drop();
  });
});

describe('traffic of deploy 1 while the backfill runs', () => {
  it('loses no write', { timeout: 60_000 }, async () => {
    const { its, walk } = await begin(TABLES.nullable, { sync: 'app' });
    await its.client.query("INSERT INTO users (full_name) SELECT 'row ' || n FROM generate_series(1, 30000) n");
    await walk.runs('expand');
    const deployed = its.plan.code[1];
    if (deployed === undefined) throw new Error('no code of deploy 1');
    const ledger = new Map<string, string>();
    const state = { filling: true };
    const writers = [0, 1, 2].map(async (nth) => {
      const code = new Code(await its.db.client(), its.plan, deployed);
      for (let turn = nth; state.filling; turn += 3) {
        const id = String(1 + ((turn * 7919) % 30_000));
        const value = fresh('by traffic');
        // Rows are divided among the writers, so that the last write is known.
        const own = String(Math.min(29_998, Number(id) - (Number(id) % 3)) + nth + 1);
        await code.update(own, value);
        ledger.set(own, value);
        if (turn % 10 === 0) ledger.set(await code.insert(value), value);
      }
    });
    await walk.runs('backfill');
    state.filling = false;
    await Promise.all(writers);
    const rows = await its.db.query<{ id: string; full_name: string; display_name: string }>('SELECT * FROM users');
    expect(rows.filter((row) => row.full_name !== row.display_name)).toEqual([]);
    const found = new Map(rows.map((row) => [row.id, row.display_name]));
    expect([...ledger].filter(([id, value]) => found.get(id) !== value)).toEqual([]);
    expect(ledger.size).toBeGreaterThan(50);
    await walk.runs('relax');
    await its.db.drop();
  });
});
