/** Runs the code that the notes show, version by version and phase by phase, against a real server. */
import { expect } from 'vitest';
import { plain } from '../../src/formats/plain.ts';
import { codeIn, type Shown } from '../../src/notes/stack-code.ts';
import { stackNamed } from '../../src/stacks/use.ts';
import type { Plan } from '../../src/types.ts';
import { planCase } from '../support/case.ts';
import { attempt, filesOf, pick } from '../support/phases.ts';
import type { TestDatabase, TestServer } from '../support/server.ts';
import type { StackCase } from './cases.ts';
import { type Answered, type Runner, type Running, start } from './process.ts';

/** A version of the code and the phases between which it may run. */
interface Version {
  readonly id: string;
  readonly shown: Shown;
  readonly since: number;
  readonly until: number;
  readonly last: boolean;
}

/**
 * Every version is started when its phase has come and goes on, with its connections and caches, until it may run no more: it writes
 * and reads rows of its own and reads what the others have written.
 */
export async function execute(runner: Runner, each: StackCase, server: TestServer): Promise<number> {
  const db = await server.createDatabase(each.schema);
  const running = new Map<string, Running>();
  try {
    const client = await db.client();
    const { name, change, schema, options = {} } = each;
    const kind = String(change['kind']);
    const plan = await planCase(
      { name, kind, schema, change, options, naive: null, old: null, new: null, expect: {} },
      client,
    );
    const all = versionsOf(plan, runner.stack);
    const talk = conversation(each, runner, db, running);
    await talk(all, -1);
    for (const [at, phase] of plan.phases.entries()) {
      for (const { id, until } of all)
        if (until <= at) {
          running.get(id)?.stop();
          running.delete(id);
        }
      expect(await attempt(client, pick(filesOf(plan, plain), phase.name), false)).toBeNull();
      await talk(all, at);
    }
    return all.length;
  } finally {
    for (const process of running.values()) process.stop();
    await db.drop();
  }
}

function versionsOf(plan: Plan, stackName: string): Version[] {
  const stack = stackNamed(stackName);
  if (stack === null) throw new Error('none is no stack');
  const code = codeIn(plan, { stack, because: '', own: false, find: () => null });
  if (code === null) throw new Error('the plan says nothing of models');
  const place = (phase: string | null, none: number): number =>
    phase === null ? none : plan.phases.findIndex(({ name }) => name === phase);
  const end = plan.phases.length;
  const until = place(plan.code[0]?.until ?? null, end);
  const versions: Version[] = [
    { id: 'today', shown: code.today, since: -1, until, last: false },
    ...(code.ahead === code.today ? [] : [{ id: 'ahead', shown: code.ahead, since: -1, until, last: false }]),
  ];
  for (const version of plan.code.slice(1)) {
    const shown = code.versions.get(version.id);
    if (shown?.view == null) continue;
    versions.push({
      id: version.id,
      shown,
      since: place(version.since, -1),
      until: place(version.until, end),
      last: version === plan.code.at(-1) && version.settled === undefined,
    });
  }
  if (code.settled !== null)
    versions.push({ id: 'settled', shown: code.settled, since: end - 1, until: end, last: true });
  return versions;
}

const nth = (value: unknown, n: number): unknown =>
  typeof value === 'string' ? `${value} ${n}` : typeof value === 'number' ? value + n : value;

const values = (version: Version, value: unknown): unknown[] => version.shown.view?.given.map(() => value) ?? [];

function conversation(each: StackCase, runner: Runner, db: TestDatabase, running: Map<string, Running>) {
  const written: string[] = [];
  let count = 0;
  return async (all: readonly Version[], at: number): Promise<void> => {
    for (const version of all.filter(({ since, until }) => since <= at && at < until)) {
      const process = running.get(version.id) ?? start(runner, version.shown, db.url);
      running.set(version.id, process);
      count += 2;
      const [first, second] = [nth(each.writes[0], count), nth(each.writes[1], count)];
      const asked = { create: values(version, first), update: values(version, second), read: written };
      const answer = await process.ask(asked);
      const where = `${each.name}: ${version.id} after phase ${at}`;
      check(where, version, answer, [first, second]);
      if (answer.key != null) written.push(answer.key);
      if (version.last && at === all.reduce((most, { until }) => Math.max(most, until), 0) - 1)
        await lastWord(where, each, version, process);
    }
  };
}

function check(where: string, version: Version, answer: Answered, [first, second]: readonly [unknown, unknown]): void {
  expect(answer.error, where).toBeUndefined();
  const writes = (version.shown.view?.values ?? []).filter(
    (value) => value.writes.length > 0 && value.reads.length > 0,
  );
  for (const { field } of writes) {
    expect(text(answer.created?.[field]), `${where} creates ${field}`).toBe(text(first));
    expect(text(answer.updated?.[field]), `${where} updates ${field}`).toBe(text(second));
  }
  expect(answer.others?.length, where).toBeDefined();
}

/** What only the last version may do: a value that the old code could not write, or one that is refused now. */
async function lastWord(where: string, each: StackCase, version: Version, process: Running): Promise<void> {
  const view = version.shown.view;
  if (each.last !== undefined) {
    const answer = await process.ask({ create: [each.last], update: [each.last], read: [] });
    expect(answer.error, where).toBeUndefined();
    expect(text(answer.updated?.[view?.values[0]?.field ?? '']), where).toBe(text(each.last));
  }
  if (each.refused !== undefined)
    expect(await process.ask({ create: [each.refused], update: [], read: [] }), where).toEqual({ key: null });
}

const text = (value: unknown): string => JSON.stringify(typeof value === 'number' ? String(value) : (value ?? null));
