CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE INDEX including ON users (other) INCLUDE (full_name);
CREATE INDEX included ON users (full_name) INCLUDE (other);
