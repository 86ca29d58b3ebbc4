CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE STATISTICS s1 (dependencies, ndistinct, mcv) ON full_name, other FROM users;
CREATE STATISTICS s2 ON lower(full_name), other FROM users;
ALTER STATISTICS s1 SET STATISTICS 50;
COMMENT ON STATISTICS s1 IS 's';
