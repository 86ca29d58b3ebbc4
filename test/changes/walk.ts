/** One database of one case, taken through the phases of its plan with every order and repetition that can happen. */
import type pg from 'pg';
import { expect } from 'vitest';
import type { Format } from '../../src/formats/index.ts';
import type { CodeVersion, OutputFile, PhaseName, Plan } from '../../src/types.ts';
import { type Case, planCase, twinOf } from '../support/case.ts';
import { attempt, filesOf, pick, probe, send } from '../support/phases.ts';
import type { TestDatabase, TestServer } from '../support/server.ts';
import { dataSnapshot, diff, type Snapshot, snapshot } from '../support/snapshot/index.ts';
import { pgDump, pgDumpMajor } from '../support/snapshot/pg-dump.ts';

/** A database made from a case, and the plan for it. `drop()` the database in the end. */
export interface Subject {
  readonly case: Case;
  readonly db: TestDatabase;
  readonly client: pg.Client;
  readonly plan: Plan;
}

/** Makes the database of a case and plans its change. */
export async function subject(each: Case, server: TestServer): Promise<Subject> {
  const db = await server.createDatabase(each.schema);
  try {
    const client = await db.client();
    return { case: each, db, client, plan: await planCase(each, client) };
  } catch (error) {
    await db.drop();
    throw error;
  }
}

/** Everything there is to compare: schema and rows. */
export async function whole(client: pg.ClientBase): Promise<Snapshot> {
  return [...(await snapshot(client)), ...(await dataSnapshot(client))];
}

/** pg_dump refuses servers newer than itself, and older ones are dumped in its own words. */
export const dumpMajor = await pgDumpMajor();

/** Everything, with pg_dump's opinion where one of the server's version is installed. */
export async function thorough(db: TestDatabase, client: pg.ClientBase, server: TestServer): Promise<Snapshot> {
  const seen = await whole(client);
  return server.major === dumpMajor ? [...seen, ...(await pgDump(db.url))] : seen;
}

/** The schema and rows that the naive statements make of an identical database. */
export async function twin(each: Case, plan: Plan, server: TestServer): Promise<Snapshot> {
  const db = await server.createDatabase(each.schema);
  try {
    const client = await db.client();
    await client.query(twinOf(each, plan));
    // New code that fails here is a mistake in the case.
    if (each.new !== null) await probe(client, each.new);
    return await thorough(db, client, server);
  } finally {
    await db.drop();
  }
}

/**
 * The same, made in the subject's own database before anything has run there, and taken back: a second database is a third of the
 * time of a case. Where pg_dump has a say it cannot see into a transaction.
 */
export async function twinBefore({ case: each, plan, client }: Subject, server: TestServer): Promise<Snapshot> {
  if (server.major === dumpMajor) return await twin(each, plan, server);
  await client.query('BEGIN');
  try {
    await client.query(twinOf(each, plan));
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    const seen = await whole(client);
    // New code that fails here is a mistake in the case.
    if (each.new !== null) await client.query(each.new);
    return seen;
  } finally {
    await client.query('ROLLBACK');
  }
}

export class Walk {
  readonly subject: Subject;
  readonly format: Format;
  readonly files: readonly OutputFile[];
  /** What was seen last, while nothing has run that may change it. */
  private seen: Snapshot | undefined;

  constructor(of: Subject, format: Format) {
    this.subject = of;
    this.format = format;
    this.files = filesOf(of.plan, format);
  }

  /** The tool sends whole files. */
  private get whole(): boolean {
    return this.format.capabilities.sends === 'whole';
  }

  /** The phases of the plan, in order. */
  get phases(): readonly PhaseName[] {
    return this.subject.plan.phases.map(({ name }) => name);
  }

  /** Runs a phase forwards or back; it must succeed. */
  async runs(phase: PhaseName, direction: 'up' | 'down' = 'up'): Promise<void> {
    this.seen = undefined;
    const error = await attempt(this.subject.client, pick(this.files, phase, direction), this.whole);
    expect(error, `${direction} of ${phase}`).toBeNull();
  }

  /**
   * Runs a phase, each file twice in a row, and then once more at a wrong time: its own files and those of earlier phases
   * have nothing to do any more and say so, or raise one sentence; those of later ones are not ready and raise one. None of it changes
   * anything.
   */
  async runsOver(phase: PhaseName, earlier: readonly PhaseName[], later: readonly PhaseName[]): Promise<void> {
    this.seen = undefined;
    for (const file of pick(this.files, phase)) {
      await send(this.subject.client, file.content, this.whole);
      await send(this.subject.client, file.content, this.whole);
    }
    await this.unchanged(`after ${phase}: every file`, async () => {
      for (const file of pick(this.files, phase)) await send(this.subject.client, file.content, this.whole);
      for (const each of earlier) expectSentence(await this.attempt(each));
      for (const each of later.toReversed()) await this.notReady(each);
    });
  }

  /** Phases that are not ready raise one sentence and change nothing. */
  async refuses(...phases: readonly PhaseName[]): Promise<void> {
    await this.unchanged(`${phases.join(' and ')} too early`, async () => {
      for (const phase of phases.toReversed()) await this.notReady(phase);
    });
  }

  /** Old and new code work, as far as the case has any. */
  async codeWorks(...ages: readonly ('old' | 'new')[]): Promise<void> {
    for (const age of ages) {
      const code = this.subject.case[age];
      if (code !== null) await probe(this.subject.client, code);
    }
  }

  /** Takes all phases back, the last first. */
  async back(): Promise<void> {
    for (const phase of this.phases.toReversed()) await this.runs(phase, 'down');
  }

  /** The schema and rows as they are. */
  async now(): Promise<Snapshot> {
    return (this.seen ??= await whole(this.subject.client));
  }

  private attempt(phase: PhaseName): Promise<Error | null> {
    return attempt(this.subject.client, pick(this.files, phase), this.whole);
  }

  private async notReady(phase: PhaseName): Promise<void> {
    const error = await this.attempt(phase);
    expect(error, `${phase} must raise`).not.toBeNull();
    expectSentence(error);
  }

  private async unchanged(what: string, work: () => Promise<unknown>): Promise<void> {
    const before = await this.now();
    await work();
    this.seen = undefined;
    expect(diff(before, await this.now()), `${what} must change nothing`).toEqual([]);
  }
}

function expectSentence(error: Error | null): void {
  if (error === null) return;
  // A quoted name may hold anything, line breaks too.
  expect(error.message.replaceAll(/"(?:[^"]|"")*"/g, 'name')).toMatch(/^\S[^\n]+$/);
  expect(error).toMatchObject({ code: expect.stringMatching(/^(P0001|55000)$/) as string });
}

/** All phases in order, with every repetition, every wrong order, and old and new code wherever they may run. */
export async function walkEverywhere(walk: Walk): Promise<void> {
  const { phases } = walk;
  await walk.codeWorks(...agesAfter(walk, null));
  await walk.refuses(...phases.slice(1));
  for (const [at, phase] of phases.entries()) {
    // The next phase is ready now.
    await walk.runsOver(phase, phases.slice(0, at), phases.slice(at + 2));
    await walk.codeWorks(...agesAfter(walk, phase));
  }
}

/** Whether a version of the code may run once a phase is done, and the next has not begun. */
export function mayRun({ phases }: Plan, { since, until }: CodeVersion, done: PhaseName | null): boolean {
  const place = (name: PhaseName | null): number => phases.findIndex((phase) => phase.name === name);
  return place(since) <= place(done) && (until === null || place(until) > place(done));
}

function agesAfter({ subject: { plan } }: Walk, done: PhaseName | null): ('old' | 'new')[] {
  const may = (version: CodeVersion | undefined): boolean => version !== undefined && mayRun(plan, version, done);
  return [...(may(plan.code[0]) ? ['old' as const] : []), ...(may(plan.code.at(-1)) ? ['new' as const] : [])];
}
