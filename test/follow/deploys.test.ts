/** Staged plans through all their deploys, with what others do to the schema meanwhile. */
import { describe, expect, it } from 'vitest';
import { newest, oldest } from '../support/server.ts';
import { snapshot } from '../support/snapshot/index.ts';
import { Team } from './team.ts';

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL DEFAULT '', email text, nick text);
  CREATE INDEX users_full_name_idx ON users (full_name);
  INSERT INTO users SELECT g, 'n' || g, CASE WHEN g % 3 > 0 THEN 'm' || g END FROM generate_series(1, 300) AS g; ANALYZE;`;

/** What others do between expand and contract. */
const MEANWHILE = `CREATE INDEX users_name_length ON users (length(full_name));
  CREATE VIEW names AS SELECT id, full_name FROM users;
  ALTER TABLE users ADD COLUMN age integer;
  ALTER TABLE users DROP COLUMN nick;`;

/** And after the backfill. */
const LATE = `CREATE INDEX users_upper ON users (upper(full_name));
  ALTER TABLE users ADD CONSTRAINT users_long CHECK (length(full_name) < 99)`;

const id = 'rename-users-full_name-to-display_name';

describe.each([
  ['the oldest', oldest()],
  ['the newest', newest()],
])('on %s', (_, server) => {
  describe.each(['plain', 'golang-migrate'])('with %s', (format) => {
    it('takes a rename through its deploys, and carries what others have made', async () => {
      const team = await Team.found(server, USERS, format);
      try {
        await team.makes('rename', 'users.full_name', 'display_name');
        expect(team.migrations().map((name) => name.replace(/^\d+_/, ''))).toEqual([
          `expand_users_display_name${format === 'plain' ? '' : '.up'}.sql`,
        ]);
        expect(team.tree()).toEqual(expect.arrayContaining([`plans/${id}/backfill.sql`, `plans/${id}/contract.sql`]));
        expect(await team.refused('status')).toContain('not in the state that the repository expects');
        expect(await team.refused('next')).toContain('behind: expand');
        await team.deploys();
        await team.does('status');

        await team.client.query(MEANWHILE);
        const said = await team.does('next');
        for (const name of [
          'index public.users_name_length was added',
          'view public.names was added',
          'column public.users.age was added',
          'column public.users.nick was dropped',
        ])
          expect(said).toContain(name);
        expect(team.tree()).not.toContain(`plans/${id}/backfill.sql`);
        await team.refused('status');
        expect(await team.refused('next')).toContain('behind: backfill');
        await team.deploys();
        await team.does('status');
        await team.client.query("UPDATE users SET display_name = 'new' WHERE id = 7");

        // What comes after the backfill: it is carried when the backfill runs once more.
        await team.client.query(LATE);
        expect(await team.does('next')).toContain('once more');
        await team.deploys();
        expect(await team.does('next')).toContain('It is the last phase');
        expect(await team.refused('status')).toContain('has to run, once the code of deploy 2 runs on every instance');
        await team.deploys();
        expect(await team.does('status')).toContain('Everything has run');
        expect(await team.refused('next')).toContain('all its phases');

        const seen = await snapshot(team.client);
        const twin = await Team.found(server, USERS, format);
        await twin.client.query(MEANWHILE);
        await twin.client.query(`${LATE}; ALTER TABLE users RENAME COLUMN full_name TO display_name`);
        const wanted = await snapshot(twin.client);
        expect(seen.filter((line) => !line.includes('schema_migrations'))).toEqual(wanted);
        await twin.database.drop();
      } finally {
        await team.database.drop();
      }
    });
  });
});
