CREATE TABLE users (id bigint PRIMARY KEY, first text, full_name text GENERATED ALWAYS AS (upper(first)) STORED, size int GENERATED ALWAYS AS (length(first)) STORED);
INSERT INTO users (id, first) SELECT i, 'name ' || i FROM generate_series(1, 100) i;
CREATE INDEX users_full_name_idx ON users (full_name);
