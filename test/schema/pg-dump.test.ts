/** What a real pg_dump writes of a server, in each of its ways, gives the plan that the server gives. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPglite } from '../../src/catalog/client.ts';
import { catalogFrom } from '../../src/schema/facts.ts';
import { dumpVersion } from '../../src/schema/version.ts';
import { casesOf, planCase, planFrom } from '../support/case.ts';
import { oldest } from '../support/server.ts';
import { pgDumpMajor } from '../support/snapshot/pg-dump.ts';
import { Embedded } from './embedded.ts';
import { comparable } from './comparable.ts';

const major = await pgDumpMajor();
const names = [
  'everything',
  'default-privileges',
  'compression',
  'publication-columns',
  'serial-primary-key',
  'policies',
];
const cases = casesOf('rename').filter(({ name }) => names.includes(name));

// Each takes ten seconds: npm run test:all has them all.
const ways = [
  [['--schema-only']],
  [['--no-owner', '--no-privileges', '--column-inserts']],
  [[]],
  [['--clean', '--create']],
  [['--clean', '--if-exists', '--inserts']],
  [['--use-set-session-authorization']],
].slice(0, process.env['PLAN_TEST_ALL'] === undefined ? 2 : undefined);

let embedded: Embedded;
beforeAll(async () => {
  embedded = await Embedded.for(cases.map(({ schema }) => schema));
});
afterAll(() => embedded.close());

describe.skipIf(major === null || major < oldest().major)('pg_dump', () => {
  it.each(ways)('%j', async (flags) => {
    for (const each of cases) {
      const db = await oldest().createDatabase(each.schema);
      const plan = await comparable(planCase(each, await db.client()));
      const { stdout } = await promisify(execFile)('pg_dump', [...flags, db.url], { maxBuffer: 100_000_000 });
      await db.drop();
      const client = fromPglite(await embedded.load(stdout));
      const said = dumpVersion('dump.sql', stdout, undefined);
      const found = comparable(
        planFrom(each, (question) =>
          catalogFrom(client, { file: 'dump.sql', said, question, rewrite: (right) => right }),
        ),
      );
      if (flags.includes('--no-privileges')) await expect(found, each.name).resolves.toBeDefined();
      else expect(await found, each.name).toEqual(plan);
    }
  });
});
