import { beforeAll, describe, expect, it, vi } from 'vitest';
import { filledIn } from '../../src/scan/literal.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { mentioned, wanted } from './looking.ts';

beforeAll(loadSql);

const users = wanted('users', 'full_name');
const found = (text: string, path = 'a.sql', what = users): string[] =>
  mentioned({ path, text }, what).map(({ what: kind, certainty }) => `${kind} ${certainty}`);

describe('a statement', () => {
  it.each<readonly [string, readonly string[]]>([
    ['SELECT full_name FROM users', ['sql-read certain']],
    ['SELECT FULL_NAME FROM public.users', ['sql-read certain']],
    ['SELECT u.full_name FROM users AS u', ['sql-read certain']],
    ['SELECT users.full_name FROM billing.users', ['sql-read other']],
    ['SELECT full_name FROM customers', ['sql-read other']],
    ['SELECT c.full_name, u.full_name FROM customers c, users u', ['sql-read other', 'sql-read certain']],
    ['SELECT full_name FROM customers JOIN users USING (id)', ['sql-read certain']],
    ['INSERT INTO users (id, full_name) VALUES (1, $1)', ['sql-write certain']],
    ['INSERT INTO users (full_name) SELECT full_name FROM customers', ['sql-write certain', 'sql-read other']],
    ['INSERT INTO users (full_name) VALUES ($1) RETURNING full_name', ['sql-write certain', 'sql-read certain']],
    [
      'INSERT INTO users (full_name) VALUES ($1) ON CONFLICT (full_name) DO UPDATE SET full_name = excluded.full_name',
      ['sql-write certain', 'sql-read certain', 'sql-write certain', 'sql-read certain'],
    ],
    [
      'UPDATE users SET full_name = trim(full_name) WHERE full_name IS NOT NULL',
      ['sql-write certain', 'sql-read certain', 'sql-read certain'],
    ],
    ['UPDATE orders SET buyer = u.full_name FROM users u WHERE u.id = user_id', ['sql-read certain']],
    ['DELETE FROM users WHERE full_name = $1', ['sql-read certain']],
    ['DELETE FROM users USING customers c WHERE c.full_name = users.full_name', ['sql-read other', 'sql-read certain']],
    [
      'MERGE INTO users u USING customers c ON c.id = u.id WHEN MATCHED THEN UPDATE SET full_name = c.full_name WHEN NOT MATCHED THEN INSERT (full_name) VALUES (c.full_name)',
      ['sql-write certain', 'sql-read other', 'sql-write certain', 'sql-read other'],
    ],
    ['COPY users (id, full_name) FROM stdin', ['sql-write certain']],
    ['COPY users (full_name) TO stdout', ['sql-read certain']],
    ['WITH users AS (SELECT 1 AS full_name) SELECT full_name FROM users', ['text other', 'sql-read likely']],
    ['SELECT x.full_name FROM (SELECT * FROM users) AS x', ['sql-read likely']],
    ['SELECT (SELECT full_name FROM users WHERE users.id = o.user_id) FROM orders o', ['sql-read certain']],
    ['SELECT 1 FROM users WHERE EXISTS (SELECT FROM orders WHERE buyer = full_name)', ['sql-read likely']],
    ['SELECT 1 FROM users u, LATERAL (SELECT u.full_name) AS x', ['sql-read certain']],
    ['SELECT name AS full_name FROM people', ['text other']],
    ["SELECT json_build_object('full_name', full_name) FROM users", ['interface likely', 'sql-read certain']],
    ['SELECT full_name FROM users UNION SELECT full_name FROM customers', ['sql-read certain', 'sql-read other']],
    ['ALTER TABLE users ADD COLUMN full_name text', ['schema certain']],
    ['CREATE TABLE customers (full_name text)', ['schema other']],
    ['CREATE INDEX ON users (lower(full_name))', ['schema certain']],
    ['EXPLAIN SELECT full_name FROM users', ['sql-read certain']],
    ['PREPARE q AS SELECT full_name FROM users', ['sql-read certain']],
    [
      'SELECT "full_name", größe FROM users WHERE größe = \'ä\' AND full_name > 1',
      ['sql-read certain', 'sql-read certain'],
    ],
    ['SELECT full_name FROM users WHERE', ['sql-read likely']],
    ['SELECT 1; SELECT full_name FROM customers; SELECT full_name FROM users', ['sql-read other', 'sql-read certain']],
  ])('%s', (sql, expected) => {
    expect(found(sql)).toEqual(expected);
    expect(found(`run(${JSON.stringify(sql)})`, 'a.ts')).toEqual(expected);
  });

  it('of a schema that the search path does not hold is likely the table', () => {
    const elsewhere = { ...users, table: { schema: 'crm', name: 'users' }, tables: [{ schema: 'crm', name: 'users' }] };
    expect(found('INSERT INTO users (full_name) VALUES (1)', 'a.sql', elsewhere)).toEqual(['sql-write likely']);
    expect(found('INSERT INTO crm.users (full_name) VALUES (1)', 'a.sql', elsewhere)).toEqual(['sql-write certain']);
  });

  it.each<readonly [string, readonly string[]]>([
    ['SELECT * FROM users', ['sql-read certain']],
    ['UPDATE users SET a = 1', ['sql-write certain']],
    ['WITH users AS (SELECT 1) SELECT * FROM users', ['text other', 'text other']],
    ['SELECT * FROM billing.users', ['sql-read other']],
    ['TRUNCATE users', ['sql-write certain']],
    ['SELECT users.a FROM users', ['sql-read certain', 'sql-read certain']],
  ])('%s, for the table', (sql, expected) => {
    expect(found(sql, 'a.sql', wanted('users', null))).toEqual(expected);
  });

  it('of a view or a function that goes along', () => {
    const more = [
      { name: 'people', is: 'relation' },
      { name: 'greet', is: 'function' },
    ] as const;
    expect(found('SELECT greet(full_name) FROM people', 'a.sql', wanted('users', 'full_name', more))).toEqual([
      'sql-read likely',
      'sql-read other',
      'sql-read certain',
    ]);
  });
});

describe('what the program fills in', () => {
  it.each([
    'SELECT full_name FROM users WHERE id = ?',
    'SELECT full_name FROM users WHERE id = :id AND a::text = :a',
    'SELECT full_name FROM users WHERE id = %s AND b IN %s',
    'SELECT full_name FROM users WHERE id = %(id)s',
    'SELECT full_name FROM users WHERE id = @id',
    'SELECT full_name FROM users WHERE id = ${id}',
    'SELECT full_name FROM users WHERE id = #{id}',
    'SELECT full_name FROM users WHERE id = {id}',
    'SELECT full_name FROM users ORDER BY {{ order }} LIMIT ?1',
    'INSERT INTO users (full_name) VALUES %s',
    "SELECT full_name FROM users WHERE a LIKE '%s?' AND b ? 'key' AND c = $1",
  ])('%s parses, and everything stays where it is', (sql) => {
    const filled = filledIn(sql);
    expect(filled).toHaveLength(sql.length);
    expect(filled.indexOf('full_name')).toBe(sql.indexOf('full_name'));
    if (!sql.includes("b ? 'key'")) expect(parseStatements(filled)).toHaveLength(1);
    expect(found(sql)[0]).toMatch(/certain$/);
  });

  it('in the place of a table leaves open which it is', () => {
    expect(found('db.raw(`SELECT full_name FROM ${table} WHERE id = ${id}`)', 'a.ts')).toEqual(['sql-read possible']);
  });
});

describe('strings of programs', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a.ts', 'q("SELECT full_name " +\n  "FROM users")', ['sql-read certain']],
    ['a.py', 'q("SELECT full_name "\n  "FROM users")', ['sql-read certain']],
    ['a.php', "q('SELECT full_name ' . 'FROM users')", ['sql-read certain']],
    ['a.py', 'q("""\n SELECT full_name\n FROM users\n""")', ['sql-read certain']],
    ['a.rb', 'q(<<~SQL)\n  SELECT full_name\n  FROM users\nSQL\n', ['sql-read certain']],
    ['a.rb', 'list << full\nq("SELECT full_name FROM users")\nfull', ['sql-read certain']],
    ['a.rb', "q(<<-'sql')\n SELECT full_name FROM users\n sql\n", ['sql-read certain']],
    ['a.sh', 'psql <<SQL\nSELECT full_name FROM users;\nSQL\n', ['sql-read certain']],
    ['a.php', '$q = <<<SQL\nSELECT full_name FROM users\nSQL;', ['sql-read certain']],
    ['a.go', 'q(`SELECT "full_name" FROM users`)', ['sql-read certain']],
    ['a.java', 'q("SELECT \\"full_name\\" FROM users")', ['sql-read certain']],
    ['a.rs', 'fn q<\'a>(x: &\'a str) { run("SELECT full_name FROM users") }', ['sql-read certain']],
    ['a.ts', '// SELECT full_name FROM users', ['text likely']],
    ['a.rb', 'User.where("full_name = ?", x)', ['sql-read likely']],
    ['a.rb', 'User.update_all("full_name = NULL")', ['sql-write likely']],
    ['a.rb', 'scope.order("users.full_name DESC")', ['sql-read certain']],
    ['a.rb', 'scope.joins("JOIN users u ON u.full_name = people.name")', ['sql-read certain']],
    ['a.rb', 'raise "full_name is required, dear"', ['query possible']],
  ])('%s: %s', (path, text, expected) => {
    expect(found(text, path)).toEqual(expected);
  });
});

/** How many characters are given to regular expressions, for each one of the text. */
const looks = (rows: number, value: string, ending: string): number => {
  const row = `(1, '${value}')`;
  const text = `INSERT INTO events (id, data) VALUES\n${Array.from({ length: rows }, () => row).join(',\n')}${ending}`;
  const tested = vi.spyOn(RegExp.prototype, 'test');
  try {
    expect(found(text)).toHaveLength(100);
    // A sticky one looks at one place only.
    const { calls, contexts } = tested.mock;
    const seen = calls.filter((_, at) => {
      const pattern: unknown = contexts[at];
      return pattern instanceof RegExp && !pattern.sticky;
    });
    return seen.reduce((sum, [{ length }]) => sum + length, 0) / text.length;
  } finally {
    tested.mockRestore();
  }
};

describe('a long statement', () => {
  it.each([
    ['that parses', 'full_name', ''],
    ['that does not parse', '{"full_name": "Ann", "set": 1}', ' ('],
  ])('%s takes as much for each of its rows as a shorter one', (_, value, ending) => {
    expect(looks(1200, value, ending) / looks(300, value, ending)).toBeLessThan(2);
  });
});
