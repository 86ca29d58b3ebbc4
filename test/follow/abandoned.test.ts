/** A plan that is given up at every stage: the schema is the one of before, and old code works. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newest, oldest } from '../support/server.ts';
import { probe } from '../support/phases.ts';
import { diff, snapshot } from '../support/snapshot/index.ts';
import { Team } from './team.ts';

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL DEFAULT '', email text);
  CREATE INDEX users_full_name_idx ON users (full_name);
  INSERT INTO users SELECT g, 'n' || g, CASE WHEN g % 3 > 0 THEN 'm' || g END FROM generate_series(1, 100) AS g; ANALYZE;`;
const OLD =
  "INSERT INTO users (id, full_name) VALUES (999, 'x'); UPDATE users SET full_name = upper(full_name) WHERE id = 1";

const PLANS = [
  ['rename-users-full_name-to-display_name', ['rename', 'users.full_name', 'display_name'], 3],
  ['set-not-null-users-email', ['set-not-null', 'users.email', '--fill', "''"], 3],
  ['add-index-users-users_email_idx', ['add-index', 'users', 'email'], 1],
] as const;

describe.each([
  ['the oldest', oldest()],
  ['the newest', newest()],
])('on %s', (_, server) => {
  const stages = PLANS.flatMap(([id, words, phases]) =>
    Array.from({ length: phases + 1 }, (__, done) => [id, done, words] as const),
  );
  it.each(stages)('%s after %i phases', async (id, done, words) => {
    const team = await Team.found(server, USERS, done % 2 === 0 ? 'golang-migrate' : 'plain');
    try {
      const before = (await snapshot(team.client)).filter((line) => !line.includes('schema_migrations'));
      await team.makes(...words);
      for (let phase = 0; phase < done; phase += 1) {
        if (phase > 0) await team.does('next');
        await team.deploys();
      }
      await team.does('abandon', id);
      expect(team.migrations().at(-1)).toMatch(/_(abandon|restore)_/);
      // Where nothing has run there is nothing to take back.
      if (done > 0) await team.refused('status');
      expect(await team.refused('abandon', id)).toContain('is abandoned');
      await team.deploys();
      expect(await team.does('status')).toContain('(abandoned)');
      const now = (await snapshot(team.client)).filter((line) => !line.includes('schema_migrations'));
      // After contract the old column is back beside the new one.
      if (id.startsWith('rename') && done === 3) await probe(team.client, "UPDATE users SET display_name = 'both'");
      else expect(diff(before, now)).toEqual([]);
      await probe(team.client, OLD);
    } finally {
      await team.database.drop();
    }
  });

  it('takes a plan back out that had all its files at once, when contract is taken away', async () => {
    const team = await Team.found(server, USERS, 'plain');
    try {
      await team.does('rename', 'users.full_name', 'display_name', '--format', 'plain', '--dir', 'migrations');
      await team.deploys(2);
      expect(await team.refused('abandon', PLANS[0][0])).toContain('is among the migrations and has not run here');
      for (const name of team.migrations()) if (name.includes('contract')) rmSync(join(team.cwd, 'migrations', name));
      await team.does('abandon', PLANS[0][0]);
      await team.deploys();
      await probe(team.client, OLD);
      expect((await snapshot(team.client)).filter((line) => line.includes('display_name'))).toEqual([]);
    } finally {
      await team.database.drop();
    }
  });

  it('says what it costs where the way back is that of the down files', async () => {
    const team = await Team.found(server, 'CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)', 'plain');
    try {
      await team.makes('change-type', 't.id', 'bigint');
      for (let phase = 0; phase < 3; phase += 1) {
        if (phase > 0) await team.does('next');
        await team.deploys();
      }
      const says =
        'It does what the down files do: a down file writes the whole table anew in the old type, under a lock.';
      expect((await team.does('abandon', 'change-type-t-id-bigint')).replaceAll(/\s+/g, ' ')).toContain(says);
    } finally {
      await team.database.drop();
    }
  });

  it('refuses while contract is about to run', async () => {
    const team = await Team.found(server, USERS, 'plain');
    try {
      await team.makes('rename', 'users.full_name', 'display_name');
      for (let phase = 0; phase < 2; phase += 1) {
        await team.deploys();
        await team.does('next');
      }
      expect(await team.refused('abandon', PLANS[0][0])).toMatch(
        /contract \(.*\) is among the migrations and has not run here/,
      );
    } finally {
      await team.database.drop();
    }
  });
});
