/**
 * The sync trigger's rules (RECIPES.md, "Two columns kept equal") one by one. Rule 6 is about changes of type, rule 8
 * about partitions, which a rename refuses (test/changes/rename/refuse-part*).
 */
import type pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { servers, type TestDatabase } from '../support/server.ts';
import { failure, planRename, type Rename } from './support.ts';

const USERS = `
  CREATE TABLE users (id int PRIMARY KEY, full_name text, note text);
  INSERT INTO users VALUES (1, 'one', 'n'), (2, 'two', 'n'), (3, NULL, 'n');`;

describe.each(servers())('the sync trigger on $major', (server) => {
  let db: TestDatabase;
  let client: pg.Client;
  let rename: Rename;
  afterEach(() => db.drop());

  /** A database after expand. */
  async function expanded(schema: string, target?: string, options = {}): Promise<void> {
    db = await server.createDatabase(schema);
    client = await db.client();
    rename = await planRename(client, target, options);
    await rename.run(client, 'expand');
  }
  const names = (): Promise<string[]> =>
    db
      .query<{ row: string }>(
        "SELECT format('%s:%s/%s', id, coalesce(full_name::text, '-'), coalesce(display_name::text, '-')) AS row FROM users ORDER BY id",
      )
      .then((rows) => rows.map(({ row }) => row));
  const calls = async (): Promise<number> => {
    const [row] = await db.query<{ calls: string }>(
      "SELECT coalesce(sum(calls), 0) AS calls FROM pg_stat_xact_user_functions WHERE funcname LIKE '%sync%'",
    );
    return Number(row?.calls);
  };

  it('rule 1: runs no code for a row whose columns are equal, and heals a row at any write', async () => {
    await expanded(USERS);
    await db.exec("SET track_functions = 'pl'");
    await db.exec('BEGIN');
    await db.exec("UPDATE users SET note = 'healed' WHERE id = 1");
    expect(await calls()).toBe(1);
    await db.exec("UPDATE users SET note = 'again' WHERE id = 1; DELETE FROM users WHERE id = 3");
    await db.exec("INSERT INTO users VALUES (4, 'four', 'n', 'four')");
    expect(await calls()).toBe(1);
    await db.exec('COMMIT');
    expect(await names()).toEqual(['1:one/one', '2:two/-', '4:four/four']);
  });

  const UPDATES = [
    ['the new one changed', "display_name = 'new'", '1:new/new'],
    ['the new one became NULL', 'display_name = NULL', '1:-/-'],
    ['only the old one changed', "full_name = 'old'", '1:old/old'],
    ['the old one became NULL', 'full_name = NULL', '1:-/-'],
    ['neither changed', "note = 'x'", '1:one/one'],
    ['both, to different values', "full_name = 'old', display_name = 'new'", '1:new/new'],
    ['a full-row save that changed the old one', "full_name = 'old', display_name = 'one', note = 'n'", '1:old/old'],
    ['a full-row save that changed the new one', "full_name = 'one', display_name = 'new', note = 'n'", '1:new/new'],
  ] as const;
  it('rule 2: UPDATE, the new column wins when both changed, otherwise the one that did', async () => {
    await expanded(USERS);
    await rename.run(client, 'backfill');
    for (const [what, set, expected] of UPDATES) {
      await db.exec(`BEGIN; UPDATE users SET ${set} WHERE id = 1`);
      expect((await names())[0], what).toBe(expected);
      await db.exec('ROLLBACK');
    }
  });

  const INSERTS = [
    ['old code, a value', "full_name) VALUES (9, 'v')", '9:v/v'],
    ['new code, a value', "display_name) VALUES (9, 'v')", '9:v/v'],
    ['old code, NULL', 'full_name) VALUES (9, NULL)', '9:-/-'],
    ['new code, NULL', 'display_name) VALUES (9, NULL)', '9:-/-'],
    ['old code, DEFAULT', 'full_name) VALUES (9, DEFAULT)', '9:postgres/postgres'],
    ['new code, DEFAULT', 'display_name) VALUES (9, DEFAULT)', '9:postgres/postgres'],
    ['new code, the value of the default', "display_name) VALUES (9, 'postgres')", '9:postgres/postgres'],
    ['either, nothing', "note) VALUES (9, 'n')", '9:postgres/postgres'],
    ['both', "full_name, display_name) VALUES (9, 'old', 'new')", '9:new/new'],
    ['both, the old one NULL', "full_name, display_name) VALUES (9, NULL, 'new')", '9:new/new'],
    ['both, the new one NULL', "full_name, display_name) VALUES (9, 'old', NULL)", '9:-/-'],
  ] as const;
  it('rule 3: INSERT with a stable default, the side that differs from it wins', async () => {
    await expanded('CREATE TABLE users (id int PRIMARY KEY, full_name text DEFAULT current_user, note text)');
    for (const [what, columns, expected] of INSERTS) {
      await db.exec(`BEGIN; INSERT INTO users (id, ${columns}`);
      expect(await names(), what).toEqual([expected]);
      await db.exec('ROLLBACK');
    }
  });

  it('rule 3: leaves rows unfilled in expand, whatever the default, and lets new code omit a NOT NULL column', async () => {
    await expanded(`CREATE TABLE users (id int PRIMARY KEY, full_name text NOT NULL DEFAULT 'anon');
      INSERT INTO users VALUES (1, 'one')`);
    expect(await names()).toEqual(['1:one/-']);
    await db.exec("INSERT INTO users (id, display_name) VALUES (2, 'two')");
    await db.exec('INSERT INTO users (id) VALUES (3)');
    expect(await failure(db.exec('INSERT INTO users (id, display_name) VALUES (4, NULL)'))).toBe('23502');
    expect(await failure(db.exec('INSERT INTO users (id, full_name) VALUES (4, NULL)'))).toBe('23502');
    expect(await names()).toEqual(['1:one/-', '2:two/two', '3:anon/anon']);
  });

  it('rule 4: an update of another column leaves the name alone', async () => {
    await expanded(USERS);
    await db.exec("UPDATE users SET display_name = 'new' WHERE id = 1");
    await db.exec("UPDATE users SET note = 'x' WHERE id = 1");
    expect((await names())[0]).toBe('1:new/new');
  });

  it.each([['tidy'], ['!first'], ['~~last'], ['0'], ['Ünïcode'], [`${'z'.repeat(62)}`]])(
    'rule 5: fires before and after a BEFORE trigger called %s',
    async (name) => {
      // It reads the old column, which new code did not write, and changes it.
      await expanded(
        `${USERS}
        CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.full_name IS NULL THEN RAISE 'the name is empty'; END IF;
          NEW.full_name := lower(NEW.full_name); RETURN NEW; END $$;
        CREATE TRIGGER "${name}" BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION tidy()`,
        undefined,
        { acknowledge: ['public.tidy'] },
      );
      await db.exec(
        "INSERT INTO users (id, display_name) VALUES (8, 'EIGHT'); INSERT INTO users (id, full_name) VALUES (9, 'NINE')",
      );
      await db.exec(
        "UPDATE users SET display_name = 'ONE!' WHERE id = 1; UPDATE users SET full_name = 'TWO!' WHERE id = 2",
      );
      await db.exec("UPDATE users SET full_name = 'A', display_name = 'B' WHERE id = 8");
      expect(await names()).toEqual(['1:one!/one!', '2:two!/two!', '3:-/-', '8:b/b', '9:nine/nine']);
    },
  );

  it('rule 7: works for a role that may only write, under a search_path that replaces operators and functions', async () => {
    const role = await server.createRole();
    await expanded(
      `
      CREATE SCHEMA app; CREATE SCHEMA evil;
      CREATE TABLE app.users (id int PRIMARY KEY, full_name text UNIQUE DEFAULT lower('U-' || current_user), note text);
      CREATE FUNCTION evil.join(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
      CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
      CREATE FUNCTION evil.no(text, text) RETURNS bool LANGUAGE sql AS $$ SELECT true $$;
      CREATE OPERATOR evil.|| (FUNCTION = evil.join, LEFTARG = text, RIGHTARG = text);
      CREATE OPERATOR evil.= (FUNCTION = evil.no, LEFTARG = text, RIGHTARG = text);
      CREATE DOMAIN evil.record AS text;
      GRANT USAGE ON SCHEMA app, evil TO ${role};
      GRANT INSERT, UPDATE, SELECT ON app.users TO ${role};`,
      'app.users.full_name',
    );
    const writer = await db.client({ user: role });
    await writer.query('SET search_path = evil, pg_catalog, pg_temp');
    await writer.query("INSERT INTO app.users (id, full_name) VALUES (1, 'one')");
    await writer.query("INSERT INTO app.users (id, display_name) VALUES (2, 'two')");
    await writer.query('INSERT INTO app.users (id) VALUES (3)');
    await writer.query('INSERT INTO app.users (id, display_name) VALUES (4, NULL)');
    await writer.query("UPDATE app.users SET full_name = 'two!' WHERE id OPERATOR(pg_catalog.=) 2");
    await writer.query("UPDATE app.users SET display_name = 'one!' WHERE id OPERATOR(pg_catalog.=) 1");
    await db.exec('SET search_path = app');
    expect(await names()).toEqual(['1:one!/one!', '2:two!/two!', `3:u-${role}/u-${role}`, '4:-/-']);
  });

  it('rule 7: needs no privilege but INSERT on the columns that are written', async () => {
    const role = await server.createRole();
    await expanded(USERS);
    await db.exec(`GRANT INSERT (id, full_name), UPDATE (full_name), SELECT (id) ON users TO ${role}`);
    const writer = await db.client({ user: role });
    await writer.query("INSERT INTO users (id, full_name) VALUES (9, 'nine')");
    await writer.query("UPDATE users SET full_name = 'one!' WHERE id = 1");
    expect(await names()).toEqual(['1:one!/one!', '2:two/-', '3:-/-', '9:nine/nine']);
  });

  it('rule 9: keeps names within 63 bytes and apart, and its quotes closed', async () => {
    const long = 'n'.repeat(60);
    await expanded(
      `CREATE TABLE users (id int, "${long}$$a" text, "${long}$$b" text, note text DEFAULT '$plan$');
       ALTER TABLE users ALTER "${long}$$a" SET DEFAULT 'a$plan$ $$ $body$ '' \\ {{x}}'`,
      `users."${long}$$a"`,
    );
    const rows = await db.query<{ name: string }>("SELECT tgname AS name FROM pg_trigger WHERE tgname LIKE '%sync%'");
    expect(rows.map(({ name }) => Buffer.byteLength(name) <= 63)).toEqual([true]);
    await db.exec('INSERT INTO users (id) VALUES (1)');
    await db.exec(`INSERT INTO users (id, "${long}$$a") VALUES (2, NULL)`);
    const written = await db.query<{ same: boolean }>(
      `SELECT "${long}$$a" IS NOT DISTINCT FROM display_name AND ("${long}$$a" IS NULL) = (id = 2) AS same FROM users`,
    );
    expect(written).toEqual([{ same: true }, { same: true }]);
  });

  it('several columns: one trigger keeps them all, so that no row falls between two', async () => {
    db = await server.createDatabase(`${USERS} ALTER TABLE users ADD mail text`);
    client = await db.client();
    rename = await planRename(client, 'users.full_name', {}, 'display_name', ['users.mail', 'email']);
    const app = await db.client();
    let written = 0;
    let going = true;
    const writing = (async () => {
      for (; going; written++)
        await app.query("INSERT INTO users (id, full_name, mail) VALUES ($1, 'n', 'm')", [written + 4]);
    })();
    const more = (goal = written + 5): Promise<void> =>
      vi.waitFor(() => expect(written).toBeGreaterThan(goal), { timeout: 20_000, interval: 2 });
    await more();
    await rename.run(client, 'expand');
    await more();
    const triggers = await db.query("SELECT FROM pg_trigger WHERE tgrelid = 'users'::regclass AND NOT tgisinternal");
    await rename.run(client, 'backfill');
    await more();
    going = false;
    await writing;
    await rename.run(client, 'contract');
    expect(triggers).toHaveLength(1);
    const whole = await db.query("SELECT FROM users WHERE display_name = 'n' AND email = 'm'");
    expect(whole).toHaveLength(written);
  });

  it('rule 10, trap 7: fires for sessions and appliers that run as replica', async () => {
    await expanded(USERS);
    await db.exec('SET session_replication_role = replica');
    await db.exec("INSERT INTO users (id, full_name) VALUES (8, 'eight'); UPDATE users SET note = 'x' WHERE id = 2");
    expect(await names()).toEqual(['1:one/-', '2:two/two', '3:-/-', '8:eight/eight']);
  });
});
