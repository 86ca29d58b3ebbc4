CREATE TYPE pair AS (a int, b text);
CREATE TABLE users (id bigint PRIMARY KEY, full_name pair, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN ROW(1, 'a')::pair WHEN 1 THEN ROW(2, NULL)::pair END FROM generate_series(1, 60) i;
