import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSql, parseOne, withoutLocations } from '../../src/sql/parse.ts';
import {
  renameInAtomicFunction,
  renameInExpression,
  renameInQuery,
  renameInRule,
  renameInTrigger,
} from '../../src/sql/rename/index.ts';

const users = { schema: 'public', name: 'users' };
const [from, to] = ['full_name', 'display_name'] as const;
const renames = new Map([[from, to]]);
const COLUMNS = ['id', 'full_name', 'email', 'age', 'display_name'];

const SCHEMA = `
  CREATE TABLE users (id int PRIMARY KEY, full_name text, email text, age int);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int, full_name text, total numeric, at timestamptz);
  CREATE SCHEMA other; CREATE TABLE other.users (id int, full_name text);
`;

let db: PGlite;
beforeAll(async () => {
  await loadSql();
  db = new PGlite();
  await db.exec(SCHEMA);
}, 60_000);
afterAll(() => db.close());

async function text(query: string): Promise<string> {
  await db.exec('SET LOCAL search_path = pg_catalog');
  const { rows } = await db.query<{ text: string }>(query);
  await db.exec('SET LOCAL search_path = public');
  return rows[0]?.text ?? '';
}

/** Runs in a transaction that is taken back. */
async function scratch<T>(run: () => Promise<T>): Promise<T> {
  await db.exec('BEGIN');
  try {
    return await run();
  } finally {
    await db.exec('ROLLBACK');
  }
}

/** What the naive rename makes of a definition, and what ours makes of it once the old column is gone. */
async function both(
  create: string,
  read: string,
  rewrite: (definition: string) => string,
): Promise<{ twin: string; ours: string }> {
  const twin = await scratch(async () => {
    await db.exec(create);
    await db.exec('ALTER TABLE users RENAME COLUMN full_name TO display_name');
    return text(read);
  });
  const ours = await scratch(async () => {
    await db.exec(create);
    const definition = await text(read);
    await db.exec('ALTER TABLE users ADD COLUMN display_name text');
    await db.exec(rewrite(definition));
    await db.exec('ALTER TABLE users DROP COLUMN full_name');
    return text(read);
  });
  return { twin, ours };
}

describe('what cannot be said is refused', () => {
  it.each([
    'SELECT j.full_name FROM (public.users u JOIN public.orders o ON u.id = o.user_id) j(a, full_name, email)',
    'SELECT full_name FROM (public.users u NATURAL JOIN public.orders o)',
    'SELECT (public.f(u.id)).full_name AS n FROM public.users u',
  ])('%s', (definition) => {
    expect(() => renameInQuery(definition, users, renames, COLUMNS, 'view v')).toThrow(/view v cannot be rewritten/);
  });

  it('needs the columns where names are positional', () => {
    expect(() =>
      renameInQuery('SELECT 1 FROM public.users u JOIN public.o o USING (full_name)', users, renames),
    ).toThrow(/not known/);
  });
});

describe('views equal those of a plain rename', () => {
  it.each([
    'SELECT full_name FROM users',
    'SELECT id, lower(full_name) AS full_name, full_name AS f2 FROM users ORDER BY full_name',
    'SELECT full_name, email AS display_name FROM users ORDER BY 1',
    'SELECT email AS display_name FROM users ORDER BY full_name, lower(full_name)',
    'SELECT u.full_name, o.full_name AS order_name FROM users u JOIN orders o ON o.user_id = u.id WHERE u.full_name <> o.full_name',
    'SELECT o.full_name FROM orders o JOIN other.users ON users.full_name = o.full_name, public.users u2 WHERE u2.full_name = users.full_name',
    'SELECT full_name, u.id, o.id AS oid FROM users u JOIN orders o USING (full_name)',
    'SELECT full_name, u.id, u.age, o.total FROM users u FULL JOIN orders o USING (full_name)',
    'SELECT u.email, full_name FROM orders o LEFT JOIN users u USING (full_name, id)',
    'SELECT j.full_name, u.email FROM users u JOIN orders o USING (full_name) AS j',
    'SELECT s.full_name FROM (SELECT full_name, id FROM users) s WHERE s.full_name IS NOT NULL',
    'SELECT s.n FROM users u, LATERAL (SELECT u.full_name || o.full_name AS n FROM orders o WHERE o.user_id = u.id) s',
    'WITH users AS (SELECT full_name FROM orders) SELECT users.full_name, p.full_name AS pn FROM users, public.users p',
    'WITH RECURSIVE t(full_name, n) AS (SELECT full_name, 1 FROM users UNION ALL SELECT t.full_name, n + 1 FROM t JOIN users u ON u.full_name = t.full_name WHERE n < 3) SELECT * FROM t',
    'SELECT full_name FROM users UNION SELECT full_name FROM orders UNION ALL SELECT full_name FROM other.users ORDER BY full_name',
    'SELECT full_name FROM orders EXCEPT SELECT full_name FROM users',
    'SELECT count(*) AS n, full_name FROM users GROUP BY full_name HAVING max(full_name) > min(email)',
    'SELECT full_name, age, grouping(full_name) AS g FROM users GROUP BY ROLLUP (full_name, age)',
    'SELECT DISTINCT ON (full_name) full_name, id FROM users ORDER BY full_name, id',
    'SELECT id, rank() OVER w AS r, sum(age) OVER (PARTITION BY full_name) AS s FROM users WINDOW w AS (PARTITION BY email ORDER BY full_name DESC)',
    'SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM users WHERE users.full_name = o.full_name AND users.id = o.user_id)',
    'SELECT id, (SELECT max(o.full_name) FROM orders o WHERE o.full_name = users.full_name) AS m FROM users',
    'SELECT id, ARRAY(SELECT full_name FROM users u WHERE u.id <> users.id) AS m FROM users WHERE full_name IN (SELECT full_name FROM orders)',
    'SELECT u AS whole, (u).full_name AS f, (u.*).email FROM users u',
    'SELECT row_to_json(u) AS j FROM users u',
    'SELECT * FROM users',
    'SELECT u.*, o.total FROM users u LEFT JOIN orders o ON o.user_id = u.id',
    'SELECT a, b FROM users AS u(x, a, b) WHERE a <> b',
    'SELECT x.full_name FROM users x TABLESAMPLE system (10)',
    "SELECT CASE WHEN full_name IS NULL THEN email ELSE full_name END AS n, coalesce(full_name, 'full_name') AS c, full_name::varchar(20) AS v FROM users",
    "SELECT string_agg(full_name, ',' ORDER BY full_name) FILTER (WHERE full_name <> '') AS a FROM users",
    'SELECT xmlforest(full_name, email) AS x FROM users',
    "SELECT jsonb_build_object('full_name', full_name) AS j FROM users",
    'SELECT v.full_name FROM (VALUES (1, $$x$$)) v(id, full_name) JOIN users u ON u.id = v.id AND u.full_name = v.full_name',
    "SELECT u.id, p.part FROM users u CROSS JOIN LATERAL regexp_split_to_table(u.full_name, ' ') AS p(part)",
    'SELECT full_name FROM users FOR UPDATE',
    'SELECT full_name FROM ONLY users WHERE full_name LIKE $$a%$$ LIMIT 5 OFFSET 1',
    'SELECT full_name COLLATE "C" AS c FROM users WHERE full_name BETWEEN $$a$$ AND $$b$$ AND full_name ~ $$x$$ AND age = ANY (ARRAY[1,2])',
    "SELECT extract(year FROM o.at) AS y, o.at AT TIME ZONE 'UTC' AS z, u.full_name FROM orders o, users u WHERE o.at > now() - interval '1 day'",
    "SELECT overlay(full_name placing 'x' from 1) AS o, position('a' in full_name) AS p, substring(full_name from 1 for 2) AS s, trim(full_name) AS t FROM users",
    'SELECT full_name IS DISTINCT FROM email AS d, (full_name, email) = ($$a$$, $$b$$) AS r, NOT (age > 1) IS TRUE AS b FROM users',
    'SELECT a.full_name, b.full_name AS bn FROM users a JOIN users b ON a.id = b.age AND a.full_name < b.full_name',
    'SELECT full_name, a.id, b.id AS b FROM users a JOIN users b USING (full_name)',
    'SELECT o.total, sub.full_name FROM orders o JOIN (users u JOIN other.users ou USING (id, full_name)) sub ON sub.id = o.user_id',
    'SELECT u.full_name FROM orders o NATURAL JOIN other.users u, users x WHERE x.full_name = u.full_name',
    'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age) AS p, mode() WITHIN GROUP (ORDER BY full_name) AS m FROM users',
    'SELECT lag(full_name, 1) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE TIES) AS l FROM users',
    'SELECT age % 2 AS m, -age AS n, age::text || full_name AS x, greatest(full_name, email) AS g, nullif(full_name, $$$$) AS nu FROM users',
  ])('%s', async (query) => {
    const read = "SELECT pg_get_viewdef('public.v'::regclass, false) AS text";
    const result = both(
      `CREATE VIEW v AS ${query}`,
      read,
      (definition) => `CREATE OR REPLACE VIEW v AS ${renameInQuery(definition, users, renames, COLUMNS, 'view v')}`,
    );
    const { twin, ours } = await result;
    expect(meaning(ours)).toEqual(meaning(twin));
  });
});

describe('other definitions equal those of a plain rename', () => {
  it.each([
    'CREATE FUNCTION f(full_name text) RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM users WHERE users.full_name = f.full_name; END',
    'CREATE FUNCTION f(full_name text) RETURNS text RETURN lower(full_name) || (SELECT max(u.full_name) FROM users u)',
    'CREATE PROCEDURE f(n text) BEGIN ATOMIC INSERT INTO users AS t (id, full_name) VALUES (1, n) RETURNING full_name; UPDATE users SET (full_name, email) = (SELECT o.full_name, users.full_name FROM orders o WHERE o.full_name = users.full_name) WHERE users.full_name = n; DELETE FROM orders USING users WHERE orders.full_name = users.full_name; WITH d AS (DELETE FROM users WHERE full_name = n RETURNING full_name) SELECT d.full_name FROM d; END',
    'CREATE PROCEDURE f(n text) BEGIN ATOMIC MERGE INTO users u USING orders o ON u.full_name = o.full_name WHEN MATCHED AND u.full_name IS NULL THEN UPDATE SET full_name = o.full_name WHEN NOT MATCHED THEN INSERT (id, full_name) VALUES (o.id, o.full_name); END',
  ])('%s', async (create) => {
    const read = "SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = 'f'";
    const { twin, ours } = await both(create, read, (definition) =>
      renameInAtomicFunction(definition, users, renames, COLUMNS),
    );
    expect(ours).toBe(twin);
    expect(ours).toContain('display_name');
  });

  // Such a function depends on every column of the table through `excluded`, so it cannot stand there while one is dropped.
  it('follows excluded in ON CONFLICT', () => {
    const create =
      'CREATE PROCEDURE f() BEGIN ATOMIC INSERT INTO public.users AS t (id, full_name) VALUES (1, NULL) ON CONFLICT (full_name) DO UPDATE SET full_name = excluded.full_name WHERE t.full_name <> excluded.full_name; END';
    const ours = renameInAtomicFunction(create, users, renames);
    expect(ours.match(/display_name/g)).toHaveLength(6);
    expect(ours).not.toContain(from);
  });

  it.each([
    'CREATE RULE r AS ON UPDATE TO users WHERE old.full_name <> new.full_name DO ALSO INSERT INTO orders (id, full_name) SELECT new.id, new.full_name FROM users u WHERE u.full_name = old.full_name',
    'CREATE RULE r AS ON DELETE TO users DO INSTEAD UPDATE users SET full_name = NULL WHERE users.id = old.id AND users.full_name = old.full_name',
    'CREATE RULE r AS ON INSERT TO orders DO ALSO (DELETE FROM users WHERE full_name = new.full_name; NOTIFY x)',
  ])('%s', async (create) => {
    const read = "SELECT pg_get_ruledef(oid) AS text FROM pg_rewrite WHERE rulename = 'r'";
    const { twin, ours } = await both(
      create,
      read,
      (definition) =>
        `DROP RULE r ON ${/ TO public\.(\w+)/.exec(definition)?.[1] ?? ''}; ${renameInRule(definition, users, renames, COLUMNS)}`,
    );
    expect(ours).toBe(twin);
  });

  it.each([
    'full_name = current_user AND EXISTS (SELECT 1 FROM orders o WHERE o.full_name = users.full_name)',
    'id IN (SELECT u.id FROM users u WHERE u.full_name = users.full_name AND u.email IN (SELECT full_name FROM other.users))',
    'lower(full_name) IN (SELECT orders.full_name FROM orders)',
  ])('policy %s', async (condition) => {
    const read = 'SELECT pg_get_expr(polqual, polrelid) AS text FROM pg_policy';
    const { twin, ours } = await both(
      `CREATE POLICY p ON users USING (${condition})`,
      read,
      (definition) => `ALTER POLICY p ON users USING (${renameInExpression(definition, users, renames)})`,
    );
    expect(ours).toBe(twin);
  });

  it('policy of another table', async () => {
    const read = 'SELECT pg_get_expr(polqual, polrelid) AS text FROM pg_policy';
    const create =
      'CREATE POLICY p ON orders USING (full_name IN (SELECT users.full_name FROM users WHERE users.id = orders.user_id))';
    const orders = { schema: 'public', name: 'orders' };
    const { twin, ours } = await both(
      create,
      read,
      (definition) =>
        `ALTER POLICY p ON orders USING (${renameInExpression(definition, users, renames, { on: orders })})`,
    );
    expect(ours).toBe(twin);
  });

  it('trigger', async () => {
    const create =
      'CREATE TRIGGER t BEFORE UPDATE OF full_name, email ON users FOR EACH ROW WHEN (old.full_name IS DISTINCT FROM new.full_name AND old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION suppress_redundant_updates_trigger()';
    const read = "SELECT pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE tgname = 't'";
    const { twin, ours } = await both(
      create,
      read,
      (definition) => `DROP TRIGGER t ON users; ${renameInTrigger(definition, users, renames)}`,
    );
    expect(ours.replace('email, display_name', 'display_name, email')).toBe(twin);
  });
});

/** The tree: parsing flattens nested ANDs. Which harmless alias a dropped column leaves behind is not part of what a view says. */
function meaning(definition: string): unknown {
  return withoutLocations(parseOne(definition.replace(/\b(u|a|b|users) ?\([^()]*\)/g, '$1')));
}
