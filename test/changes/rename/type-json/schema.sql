CREATE TABLE users (id bigint PRIMARY KEY, full_name json, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '{"a": 1}'::json WHEN 1 THEN '{"a":1}'::json END FROM generate_series(1, 60) i;
