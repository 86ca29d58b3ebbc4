CREATE TABLE users (id bigint PRIMARY KEY, full_name timestamptz, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '2020-01-01 00:00+00'::timestamptz WHEN 1 THEN 'infinity'::timestamptz END FROM generate_series(1, 60) i;
