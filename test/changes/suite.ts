/** Every case of every kind: carried over whole, or refused with a reason. One file a server runs it, so that workers share the time. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import { type Format, formats } from '../../src/formats/index.ts';
import { parseStatements } from '../../src/sql/parse.ts';
import { appliesTo, type Case, caseKinds, casesOf } from '../support/case.ts';
import { filesOf } from '../support/phases.ts';
import { newest, oldest, servers, type TestServer } from '../support/server.ts';
import { diff } from '../support/snapshot/index.ts';
import { type Subject, subject, thorough, twinBefore, Walk, walkEverywhere } from './walk.ts';

const cases = caseKinds.flatMap(casesOf);
const refused = cases.filter((each) => each.expect.refusal !== undefined);
const carried = cases.filter((each) => each.expect.refusal === undefined);

/** npm run test:all takes every case to every server; otherwise the oldest and the newest have a third of them each, so that it is short. */
const majorOf = new Map(
  cases.map((each, index) => {
    const ends = [oldest().major, newest().major].filter((major) => appliesTo(each, major));
    return [each, [ends[0], ends.at(-1), undefined][index % 3]] as const;
  }),
);
const isHere = (each: Case, { major }: TestServer): boolean =>
  process.env['PLAN_TEST_ALL'] !== undefined || majorOf.get(each) === major;

function named(list: readonly Case[], server: TestServer): (readonly [string, Case])[] {
  return list
    .filter((each) => appliesTo(each, server.major))
    .map((each) => [`${each.kind}/${each.name}`, each] as const);
}

/** Every case of some kinds on one server, its files sent statement by statement as psql does. */
export function everyCaseOn(server: TestServer, which: (kind: string) => boolean = () => true): void {
  const refusedHere = refused.filter((each) => which(each.kind) && isHere(each, server));
  const carriedHere = carried.filter((each) => which(each.kind) && isHere(each, server));
  it.each(named(refusedHere, server))('%s is refused', async (_, each) => {
    const error: unknown = await subject(each, server).then(
      ({ db }) => db.drop(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ reason: each.expect.refusal, hint: expect.stringMatching(/\S/) as string });
    expect((error as Refusal).message).toMatch(new RegExp(each.expect.says ?? '^[^\\n]+$'));
  });

  it.each(named(carriedHere, server))('%s ends like its twin', { timeout: 60_000 }, async (_, each) => {
    const its = await subject(each, server);
    expectSound(its);
    const end = await twinBefore(its, server);
    const walk = new Walk(its, format('plain'));
    const start = await walk.now();
    await walkEverywhere(walk);
    expect(diff(end, await thorough(its.db, its.client, server)), 'the end is the twin').toEqual([]);
    if (each.expect.lost === true) return await its.db.drop();
    await walk.back();
    const left = diff(start, await walk.now()).filter(
      (line) => each.expect.keeps !== true || !line.includes(' data of '),
    );
    expect(left, 'down files lead back to the start').toEqual([]);
    await walk.codeWorks('old');
    await its.db.drop();
  });
}

/** Every case on one of the servers between the oldest and the newest; a file each, so that workers share the time. */
export function everyCaseBetween(major: number): void {
  const [server] = servers().filter((each) => each.major === major);
  if (server === undefined) throw new Error(`this run has no server ${String(major)}`);
  describe(`on ${String(major)}`, () => everyCaseOn(server));
}

/** Every case that is carried over, its files sent whole as golang-migrate does. */
export function everyCaseWhole(server: TestServer, which: (name: string) => boolean = () => true): void {
  const chosen = named(carried, server).filter(([, { name }]) => which(name));
  it.each(chosen)('%s ends like its twin', { timeout: 60_000 }, async (_, each) => {
    const its = await subject(each, server);
    const end = await twinBefore(its, server);
    const walk = new Walk(its, format('golang-migrate'));
    for (const phase of walk.phases) await walk.runs(phase);
    expect(diff(end, await thorough(its.db, its.client, server))).toEqual([]);
    await its.db.drop();
  });
}

/** Every statement parses, stands in the files of every format, and the plan survives JSON. */
function expectSound({ plan, case: { expect: expected } }: Subject): void {
  const planned = plan.phases.flatMap(({ steps }) => steps.flatMap(({ run }) => run.map(({ sql }) => tree(sql))));
  expect(planned.map(({ length }) => length)).toEqual(planned.map(() => 1));
  // What stands in the others' files besides SQL is taken off in test/formats.
  for (const each of formats.filter(({ capabilities }) => capabilities.down === 'file')) {
    // A sidecar, diesel's metadata.toml say, holds a tool's settings and no SQL.
    const files = filesOf(plan, each).filter(({ direction, role }) => direction === 'up' && role !== 'sidecar');
    // The scripts of some tools hold their own BEGIN and COMMIT around them.
    const written = files
      .flatMap(({ content }) => tree(content))
      .filter((text) => text !== FILLER && !text.startsWith('{"TransactionStmt"'));
    expect(written, each.name).toEqual(planned.flat());
  }
  expect(plan.attention.map(({ id }) => id)).toEqual(expect.arrayContaining([...(expected.attention ?? [])]));
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
}

function format(name: string): Format {
  const found = formats.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no format is called ${name}`);
  return found;
}

/** The statements of a text, without comments and layout. */
function tree(sql: string): string[] {
  return parseStatements(sql).map(({ node }) =>
    JSON.stringify(node, (key, value: unknown) =>
      /^(location|stmt_location|stmt_len)$/.test(key) ? undefined : value,
    ),
  );
}

/** What a pair of files holds when one direction has nothing to do. */
const FILLER = JSON.stringify({
  SelectStmt: {
    targetList: [{ ResTarget: { val: { A_Const: { ival: { ival: 1 } } } } }],
    limitOption: 'LIMIT_OPTION_DEFAULT',
    op: 'SETOP_NONE',
  },
});
