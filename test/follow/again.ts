/** A plan that is made again half-way is the plan that it was, as long as nobody else has changed the schema. */
import type pg from 'pg';
import { expect, it } from 'vitest';
import { fromPg } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import type { Asked } from '../../src/changes/kind.ts';
import { planAgain } from '../../src/follow/again.ts';
import { formats } from '../../src/formats/index.ts';
import { gather, planAll } from '../../src/planning.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { Catalog, Plan, PlanOptions } from '../../src/types.ts';
import { appliesTo, type Case, caseKinds, casesOf, wishesOf } from '../support/case.ts';
import { attempt, filesOf, pick } from '../support/phases.ts';
import type { TestServer } from '../support/server.ts';

/** What a case is planned with. */
export const optionsOf = (each: Case): PlanOptions => ({
  sync: 'trigger',
  short: false,
  lockTimeoutMs: 50,
  maxRuntimeSeconds: null,
  acknowledge: [],
  trackWriters: false,
  strategy: 'column',
  renameDependents: false,
  command: `plan ${each.kind}`,
  ...each.options,
});

/** The changes of a case with the catalogs of today. */
export async function askedNow(each: Case, client: pg.Client): Promise<readonly Asked[]> {
  await loadSql();
  return await gather(wishesOf(each), async (wishes, changes) => {
    const catalogs: Catalog[] = [];
    for (const [at, { kind }] of wishes.entries()) {
      const question = kind.asks(changes[at] ?? { kind: '' });
      catalogs.push((await readCatalog(fromPg(client), question, (right) => right)).catalog);
    }
    return catalogs;
  });
}

/** Every case of some kinds that can be planned and has more than one phase. */
export function everyPlanAgainOn(server: TestServer, which: (each: Case, place: number) => boolean): void {
  const cases = caseKinds
    .flatMap(casesOf)
    .filter((each) => each.expect.refusal === undefined && appliesTo(each, server.major))
    .filter(which);
  it.each(cases.map((each) => [`${each.kind}/${each.name}`, each] as const))(
    '%s is planned again as it was',
    { timeout: 60_000 },
    async (_, each) => {
      const db = await server.createDatabase(each.schema);
      try {
        await planAgainAfterEachPhase(each, await db.client());
      } finally {
        await db.drop();
      }
    },
  );
}

async function planAgainAfterEachPhase(each: Case, client: pg.Client): Promise<void> {
  const asked = await askedNow(each, client);
  const options = optionsOf(each);
  const plan = await planAll(asked, options);
  const plain = formats.find(({ name }) => name === 'plain');
  if (plain === undefined) throw new Error('there is no plain format');
  const files = filesOf(plan, plain);
  const basis = { options, catalogs: asked.map(({ catalog }) => catalog) };
  const names = plan.phases.map(({ name }) => name);
  for (const [at, name] of names.slice(0, -1).entries()) {
    expect(await attempt(client, pick(files, name), false), name).toBeNull();
    const again = await planAgain(await askedNow(each, client), plan, names.slice(0, at + 1), basis);
    expect(
      again.differences.map((d) => `${d.how} ${d.name}`),
      `after ${name}`,
    ).toEqual([]);
    expect(sqlOf(again.plan), `after ${name}`).toEqual(sqlOf(plan));
  }
}

const sqlOf = ({ phases }: Plan): unknown =>
  phases.map(({ name, gate, steps }) => ({ name, gate, steps: steps.map(({ run }) => run.map(({ sql }) => sql)) }));
