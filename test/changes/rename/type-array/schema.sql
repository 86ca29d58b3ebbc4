CREATE TABLE users (id bigint PRIMARY KEY, full_name text[], other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '{a,"b c"}'::text[] WHEN 1 THEN '{}'::text[] END FROM generate_series(1, 60) i;
