/** Which phases go among the migrations now: what is recommended for which tool, and what the answer writes. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Planned } from '../../src/commands/make-plan.ts';
import { defaults, type Settings } from '../../src/commands/settings.ts';
import { formats } from '../../src/formats/index.ts';
import type { Asker } from '../../src/wizard/asker.ts';
import { askStaged } from '../../src/wizard/staged.ts';
import { emptyDirectory } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { keys, terminal } from './terminal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, email text);');
});
afterAll(() => database.drop());

const never = () => Promise.reject(new Error('not asked here'));

/** What is asked with a plan of these phases, each deploy with those that it runs, and what an answer (else Enter) makes of the settings. */
async function asked(settings: Settings, deploys: readonly (readonly string[])[], answer?: string) {
  const said: string[] = [];
  const asker: Asker = {
    back: '<',
    text: never,
    secret: never,
    confirm: never,
    say: (text) => void said.push(text.replaceAll(/\s+/g, ' ').trim()),
    choose: (question, entries, initial) => {
      said.push(question, ...entries.map(({ name, detail }) => `${name}: ${detail ?? ''}`));
      return Promise.resolve(answer ?? initial ?? '');
    },
  };
  const plan = { phases: deploys.flat().map((name) => ({ name })), deploys: deploys.map((runs) => ({ runs })) };
  const draft = () => Promise.resolve({ plan } as unknown as Planned);
  const asking = { wishes: [], planning: { draft, plan: never }, cwd: emptyDirectory(), asker };
  return { said, staged: (await askStaged(settings, asking)).staged };
}

const DEPLOYS = [['expand', 'backfill'], [], ['contract']];

test.each(formats.map((format) => [format.name, format] as const))(
  '%s: what it needs is recommended',
  async (_, format) => {
    const settings = { ...defaults, format: format.name, directory: 'migrations' };
    const { said, staged } = await asked(settings, DEPLOYS);
    // Enter says what the command line would do by itself.
    expect(staged).toBeUndefined();
    const [reason, , first, second] = said;
    expect(reason).toContain(format.title);
    if (format.capabilities.staged) {
      expect(reason).toContain('contract must not be among them before its deploy.');
      expect([first, second]).toEqual([
        'staged: expand alone (recommended)',
        'all at once: expand, backfill, contract',
      ]);
    } else
      expect([first, second]).toEqual([
        'all at once: expand, backfill, contract (recommended)',
        'staged: expand alone',
      ]);
    const other = String(!format.capabilities.staged);
    expect((await asked(settings, DEPLOYS, other)).staged).toBe(!format.capabilities.staged);
  },
);

test('not asked where nothing has to wait, or the command line has said it', async () => {
  expect((await asked(defaults, [['expand']])).said).toEqual([]);
  expect((await asked(defaults, [['expand', 'backfill'], []])).said).toEqual([]);
  expect(await asked({ ...defaults, staged: true }, DEPLOYS)).toEqual({ said: [], staged: true });
});

test('key by key: Esc goes back from it, the answer is in the line that does the same, and one phase is written', async () => {
  const cwd = emptyDirectory();
  mkdirSync(join(cwd, 'prisma'));
  writeFileSync(join(cwd, 'prisma/schema.prisma'), 'datasource db {\n  provider = "postgresql"\n  url = env("X")\n}\n');
  const shell = terminal(['--database', database.url], cwd);
  await shell.picks(/Which table\?/, 'users');
  await shell.picks(/What of users is to change\?/, 'email');
  await shell.picks(/What is to be done with /, 'drop');
  for (const question of [/Lose the values/, /What else may go/, /Another change of users/])
    await shell.answers(question, keys.enter);
  await shell.sees(/Prisma Migrate runs all migrations that are pending: contract must not be/);
  await shell.answers(/Which phases go among the migrations now\?[^]*❯ staged/, keys.escape);
  await shell.answers(/Another change of users/, keys.enter);
  await shell.picks(/Which phases go among the migrations now\?/, 'all');
  await shell.sees(/The same in one line:\s+plan drop users\.email --no-staged/);
  await shell.answers(/Write these/, keys.escape);
  await shell.picks(/Which phases go among the migrations now\?/, 'staged');
  await shell.sees(/plans\/drop-users-email\/contract\.sql/);
  await shell.sees(/The same in one line:\s+plan drop users\.email \\?\s+--database/);
  await shell.answers(/Write these/, `y${keys.enter}`);
  await shell.sees(/Wrote 1 migration /);
  expect(await shell.ended).toBe(0);
  expect(readdirSync(join(cwd, 'prisma/migrations')).filter((name) => /^\d/.test(name))).toHaveLength(1);
  expect(readdirSync(join(cwd, 'plans/drop-users-email'))).toContain('contract.sql');
  expect(shell.longest()).toMatch(/^.{1,80}$/);
});
