CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW rows_ AS SELECT u.other FROM users u GROUP BY u.id, u.full_name;
CREATE VIEW windows AS SELECT rank() OVER (PARTITION BY full_name ORDER BY full_name DESC) AS r, count(*) FILTER (WHERE full_name IS NOT NULL) OVER () AS c FROM users;
