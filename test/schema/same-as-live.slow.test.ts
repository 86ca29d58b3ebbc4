/** A plan made from a schema file is the plan made from a live server of that version. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPglite } from '../../src/catalog/client.ts';
import { catalogFrom } from '../../src/schema/facts.ts';
import { dumpVersion, parseServerVersion } from '../../src/schema/version.ts';
import { appliesTo, type Case, caseKinds, casesOf, planCase, planFrom } from '../support/case.ts';
import { servers, type TestServer } from '../support/server.ts';
import { settled, unqualified } from './comparable.ts';
import { Embedded } from './embedded.ts';

const cases = caseKinds.flatMap(casesOf);
// Each takes a second or so: the five servers of npm run test:all share them.
const turns = 5;

let embedded: Embedded;
beforeAll(async () => {
  embedded = await Embedded.for(cases.map(({ schema }) => schema));
});
afterAll(() => embedded.close());

describe.each(servers().map((server) => [server.major, server] as const))('PostgreSQL %i', (major, server) => {
  const chosen = cases
    .filter((each, index) => (index + major) % turns === 0 && appliesTo(each, major))
    .map((each) => [each.name, each] as const);
  it.each(chosen)('%s', async (_, each) => {
    const [file, live] = [await fromFile(each, major), await fromServer(each, server)];
    if (major >= 18) expect(file).toEqual(live);
    else expect(unqualified(file)).toEqual(unqualified(live));
  });
});

async function fromServer(each: Case, server: TestServer): Promise<unknown> {
  const db = await server.createDatabase(each.schema);
  const found = await settled(planCase(each, await db.client()));
  await db.drop();
  return found;
}

async function fromFile(each: Case, major: number): Promise<unknown> {
  const said = dumpVersion('schema.sql', each.schema, parseServerVersion(String(major)));
  const client = fromPglite(await embedded.load(each.schema));
  return await settled(
    planFrom(each, (question) =>
      catalogFrom(client, { file: 'schema.sql', said, question, rewrite: (right) => right }),
    ),
  );
}
