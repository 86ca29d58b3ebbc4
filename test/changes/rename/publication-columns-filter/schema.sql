CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users REPLICA IDENTITY FULL;
CREATE PUBLICATION filtered FOR TABLE users WHERE (full_name <> 'full_name' AND id > 0);
CREATE TABLE side (id int PRIMARY KEY);
CREATE PUBLICATION inserts FOR TABLE users (id, full_name) WHERE (full_name IS NOT NULL), side WITH (publish = 'insert');
