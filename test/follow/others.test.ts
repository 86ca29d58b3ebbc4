/** Other kinds, staged: each phase by itself, and the end is the twin. */
import { expect, it } from 'vitest';
import { newest, oldest } from '../support/server.ts';
import { snapshot } from '../support/snapshot/index.ts';
import { Team } from './team.ts';

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);
  INSERT INTO users SELECT g, CASE WHEN g % 3 > 0 THEN 'm' || g END, g FROM generate_series(1, 200) AS g; ANALYZE;`;

const FILLED = "UPDATE users SET email = '' WHERE email IS NULL; ALTER TABLE users ALTER email SET NOT NULL";

it.each([
  ['set-not-null', oldest(), ['set-not-null', 'users.email', '--fill', "''"], FILLED, 3],
  ['set-not-null', newest(), ['set-not-null', 'users.email', '--fill', "''"], FILLED, 3],
  ['add-index', newest(), ['add-index', 'users', 'age', 'id'], 'CREATE INDEX ON users (age, id)', 1],
  ['add-check', oldest(), ['add-check', 'users', 'age > 0'], 'ALTER TABLE users ADD CHECK (age > 0)', 2],
  ['drop', newest(), ['drop', 'users.age'], 'ALTER TABLE users DROP age', 3],
] as const)('%s on %o goes phase by phase', async (_, server, words, naive, phases) => {
  const meanwhile = 'CREATE INDEX users_email_idx ON users (email); ALTER TABLE users ADD COLUMN note text';
  const team = await Team.found(server, USERS, 'golang-migrate');
  const twin = await Team.found(server, `${USERS}; ${meanwhile}; ${naive}`, 'golang-migrate');
  try {
    await team.makes(...words);
    await team.refused('status');
    await team.deploys();
    await team.client.query(meanwhile);
    for (let phase = 1; phase < phases; phase += 1) {
      await team.does('status');
      await team.does('next');
      await team.refused('status');
      await team.deploys();
    }
    expect(await team.does('status')).toContain('Everything has run');
    const own = /schema_migrations|expand_contract_archive/;
    const seen = (await snapshot(team.client)).filter((line) => !own.test(line));
    const wanted = (await snapshot(twin.client)).filter((line) => !own.test(line));
    // A check of before 18 and what the naive statement leaves are the same by name; order of columns is no matter.
    expect(seen.toSorted()).toEqual(wanted.toSorted());
  } finally {
    await team.database.drop();
    await twin.database.drop();
  }
});
