CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW deep AS WITH RECURSIVE full_name AS (SELECT u.full_name, 1 AS n FROM users u UNION ALL SELECT f.full_name, n + 1 FROM full_name f WHERE n < 2) SELECT full_name.full_name, (SELECT max(users.full_name) FROM users) AS top FROM full_name;
