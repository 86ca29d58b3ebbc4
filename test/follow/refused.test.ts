/** Bad input and bad luck: a sentence, and nothing written. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newest } from '../support/server.ts';
import { emptyDirectory, runHere } from '../cli/run.ts';
import { Team } from './team.ts';

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, full_name text, nick text);
  CREATE TABLE teams (id bigint PRIMARY KEY);
  INSERT INTO users SELECT g, 'n' || g FROM generate_series(1, 20) AS g; ANALYZE;`;
const id = 'rename-users-full_name-to-display_name';

let team: Team;
const made: Team[] = [];
beforeEach(async () => {
  team = await Team.found(newest(), USERS, 'golang-migrate');
  made.push(team);
  await team.makes('rename', 'users.full_name', 'display_name');
});
afterAll(async () => {
  for (const each of made) await each.database.drop();
});

const path = (...parts: string[]): string => join(team.cwd, ...parts);
const ours = (name: string): string => readFileSync(join('templates/sql', `${name}.sql.hbs`), 'utf8');

describe('what others have changed', () => {
  beforeEach(() => team.deploys());

  it('names a column of the plan that is gone', async () => {
    await team.client.query('ALTER TABLE users DROP COLUMN full_name CASCADE');
    expect(await team.refused('next')).toContain('public.users has no column full_name');
  });

  it.each([
    ['an index', 'CREATE INDEX mine ON users (display_name)', 'index mine is on display_name'],
    ['a view', 'CREATE VIEW mine AS SELECT display_name FROM users', 'view mine is on display_name'],
    [
      'a check',
      "ALTER TABLE users ADD CONSTRAINT mine CHECK (display_name > '')",
      'constraint mine on table users is on display_name',
    ],
  ])('names %s on the column that goes', async (_, sql, says) => {
    await team.client.query(sql);
    expect(await team.refused('next')).toContain(says);
    expect(await team.refused('abandon', id)).toContain(says);
  });

  it('names what would have made expand another one', async () => {
    await team.client.query('CREATE UNIQUE INDEX users_unique ON users (full_name)');
    expect(await team.refused('next')).toContain(
      'expand has run as it was planned, and would be another one today: index public.users_unique was added',
    );
  });
});

describe('the repository and the database', () => {
  it('a database that is ahead', async () => {
    await team.deploys();
    await team.client.query(
      readFileSync(path('plans', id, 'backfill.sql'), 'utf8').replaceAll(/^CREATE .*CONCURRENTLY.*$/gm, ''),
    );
    expect((await team.plan('status')).out).toContain('ahead: backfill has run here, and is not among the migrations');
    expect(await team.refused('next')).toContain('pull the branch that ran it');
  });

  it('a history that is ahead', async () => {
    await team.deploys();
    await team.client.query('UPDATE schema_migrations SET version = 77');
    expect(await team.refused('next')).toContain(
      'the database has run 77, which is newer than all that lies in migrations',
    );
  });

  it('a history that says more than the database shows', async () => {
    await team.client.query(
      'CREATE TABLE schema_migrations (version bigint, dirty boolean); INSERT INTO schema_migrations VALUES (1, false)',
    );
    expect((await team.plan('status')).out).toContain(
      'golang-migrate has noted expand as run, and the database does not show it',
    );
  });

  it('two branches that took the same number', async () => {
    await team.deploys();
    writeFileSync(path('migrations/000001_other.up.sql'), 'SELECT 1;');
    expect((await team.plan('status')).out).toMatch(/have the same number/);
    const { code, err } = await team.plan('next');
    expect([code, err]).toEqual([expect.any(Number), expect.stringMatching(/same number/)]);
  });

  it('a migration that is gone, and a directory that is gone', async () => {
    await team.deploys();
    rmSync(path('migrations/000001_expand_users_display_name.up.sql'));
    expect((await team.plan('status')).out).toContain('000001_expand_users_display_name.up.sql is not there any more');
    rmSync(path('migrations'), { recursive: true });
    expect((await team.plan('next')).err).toContain('the directory migrations does not exist');
  });

  it('keeps files that were edited, and says so', async () => {
    await team.deploys();
    appendFileSync(path('migrations/000001_expand_users_display_name.up.sql'), '-- mine\n');
    for (const name of ['backfill', 'contract']) appendFileSync(path('plans', id, `${name}.sql`), '-- mine\n');
    const state = (await team.does('status')).replaceAll(/\s+/g, ' ');
    expect(state).toContain('000001_expand_users_display_name.up.sql was edited after it was written');
    const said = await team.does('next');
    expect(said.replaceAll(/\s+/g, ' ')).toContain(
      `what was changed in plans/${id}/backfill.sql by hand is not among the migrations`,
    );
    for (const name of ['backfill', 'contract'])
      expect(readFileSync(path('plans', id, `${name}.sql`), 'utf8')).toContain('-- mine');
    expect(await team.plan('status').then(({ out }) => out)).toContain('contract.sql was edited');
  });

  it('a catalog.json or a plan.json that was edited', async () => {
    await team.deploys();
    const catalog = path('plans', id, 'catalog.json');
    const before = readFileSync(catalog, 'utf8');
    writeFileSync(catalog, before.replaceAll('nick', 'nock'));
    expect((await team.plan('next')).err).toContain('catalog.json was edited by hand');
    writeFileSync(catalog, before);
    const plan = path('plans', id, 'plan.json');
    const text = readFileSync(plan, 'utf8');
    writeFileSync(path('precious.txt'), 'mine');
    writeFileSync(plan, text.replaceAll(`"path": "plans/${id}/backfill.sql"`, '"path": "precious.txt"'));
    expect((await team.plan('next')).err).toContain("precious.txt is not in the plan's folder");
    writeFileSync(plan, text.replace('"staged": true', '"staged": "yes"'));
    expect((await team.plan('next')).err).toContain('delivery.staged is "yes", not true or false');
    writeFileSync(plan, text.slice(0, 100));
    for (const command of [['next'], ['status'], ['abandon', id]])
      expect((await team.plan(...command)).err).toContain('it is not JSON');
  });
});

describe('what is only laid out otherwise', () => {
  beforeEach(() => team.deploys());

  it('a formatter may lay catalog.json out anew', async () => {
    const catalog = path('plans', id, 'catalog.json');
    writeFileSync(catalog, JSON.stringify(JSON.parse(readFileSync(catalog, 'utf8')), null, 2));
    expect(await team.does('next')).toContain('backfill');
  });

  it('a directory of code that has moved is said', async () => {
    const plan = path('plans', id, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"scan": null', '"scan": "no/such/directory"'));
    expect((await team.does('next')).replaceAll(/\s+/g, ' ')).toContain('no/such/directory is not there any more');
  });

  it('a comment in a template of the team is no other expand, and a template that does more is refused', async () => {
    mkdirSync(path('ours/sql'), { recursive: true });
    writeFileSync(path('plan.config.json'), '{ "templates": "ours" }');
    writeFileSync(path('ours/sql/add-column.sql.hbs'), `-- team\n${ours('add-column')}`);
    writeFileSync(
      path('ours/sql/drop-column.sql.hbs'),
      `${ours('drop-column').trimEnd().replace(/;$/, '')} CASCADE;\n`,
    );
    expect((await team.plan('next')).err).toContain('ours/sql/drop-column.sql.hbs does not do the same as ours');
    rmSync(path('ours/sql/drop-column.sql.hbs'));
    expect(await team.does('next')).toContain('backfill');
  });
});

describe('which plan', () => {
  it('says that there is none, and which one was meant', async () => {
    for (const command of [['next'], ['status'], ['abandon', id]]) {
      const { code, err } = await runHere(command, { cwd: emptyDirectory() });
      expect([code, err]).toEqual([2, expect.stringContaining('there is no plan in plans')]);
    }
    expect((await team.plan('next', 'rename-users-fullname-to-display_name')).err).toContain(
      `did you mean plan next ${id}?`,
    );
  });

  it('wants to know which of several, and takes the only one of which a phase waits', async () => {
    await team.makes('drop', 'teams', '--staged');
    expect((await team.plan('next')).err).toMatch(/of 2 plans a phase waits: drop-teams, rename-users/);
    await team.deploys();
    await team.does('next', id);
    await team.deploys();
    await team.does('next', id);
    expect(await team.does('next')).toContain('drop-teams');
  });

  it('says that all is delivered where nothing waits', async () => {
    const other = await Team.found(newest(), USERS, 'plain');
    made.push(other);
    await other.does('rename', 'users.full_name', 'display_name', '--dir', 'migrations');
    expect(await other.refused('next')).toContain('has all its phases among the migrations already');
    await other.refused('status');
    await other.deploys(2);
    await other.does('status', '--deploy', '2');
    await other.refused('status', '--deploy', '3');
    await other.deploys();
    await other.does('status');
  });
});
