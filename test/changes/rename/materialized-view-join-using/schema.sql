CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
CREATE TABLE orders (id bigint PRIMARY KEY, full_name text, n int);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
INSERT INTO orders SELECT i, 'name ' || i, i FROM generate_series(1, 90) i;
CREATE MATERIALIZED VIEW joined AS SELECT full_name, u.id, o.n FROM users u JOIN orders o USING (full_name);
CREATE MATERIALIZED VIEW grouped AS SELECT u.id, u.full_name, u.other, count(*) FROM users u JOIN orders o ON o.full_name = u.full_name GROUP BY u.id;
