CREATE TABLE users (id bigint PRIMARY KEY, full_name float8, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '-0'::float8 WHEN 1 THEN 'NaN'::float8 END FROM generate_series(1, 60) i;
