CREATE EXTENSION citext;
CREATE TABLE users (id bigint PRIMARY KEY, full_name citext, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN 'alice'::citext WHEN 1 THEN 'Alice'::citext END FROM generate_series(1, 60) i;
