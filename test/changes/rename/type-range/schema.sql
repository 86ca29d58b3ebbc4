CREATE TABLE users (id bigint PRIMARY KEY, full_name int4range, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '[1,3)'::int4range WHEN 1 THEN 'empty'::int4range END FROM generate_series(1, 60) i;
