CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE orders (id bigint, user_id bigint, full_name text);
CREATE VIEW totals AS SELECT u.id, u.full_name, u.other, count(o.id) AS n FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id;
CREATE VIEW whole AS SELECT u.*, count(*) FROM users u GROUP BY u.id HAVING max(u.full_name) > 'a' ORDER BY u.full_name;
CREATE VIEW windows AS SELECT DISTINCT ON (full_name) full_name, rank() OVER w, lag(full_name) OVER w FROM users WINDOW w AS (PARTITION BY other ORDER BY full_name) ORDER BY full_name, id;
CREATE VIEW sets AS SELECT full_name, count(*), grouping(full_name) FROM users GROUP BY GROUPING SETS ((full_name), (full_name, other), ());
