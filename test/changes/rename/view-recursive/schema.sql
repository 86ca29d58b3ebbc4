CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE boss (user_id bigint PRIMARY KEY, boss_id bigint);
CREATE RECURSIVE VIEW chain (full_name, depth) AS
  SELECT full_name, 1 FROM users WHERE id = 1 UNION ALL SELECT u.full_name, c.depth + 1 FROM chain c JOIN users u ON u.full_name = c.full_name || '1' WHERE c.depth < 9;
CREATE VIEW tree AS WITH RECURSIVE t(id, path) AS (
    SELECT u.id, ARRAY[u.full_name] FROM users u LEFT JOIN boss b ON b.user_id = u.id WHERE b.boss_id IS NULL
    UNION ALL SELECT u.id, t.path || u.full_name FROM t JOIN boss b ON b.boss_id = t.id JOIN users u ON u.id = b.user_id
  ) SEARCH DEPTH FIRST BY id SET ord CYCLE id SET looped USING trail
  SELECT id, path, looped FROM t ORDER BY ord;
