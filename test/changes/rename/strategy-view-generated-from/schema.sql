CREATE TABLE users (id bigint PRIMARY KEY, full_name text, size int GENERATED ALWAYS AS (length(full_name)) STORED, CHECK (size < 90));
INSERT INTO users (id, full_name) SELECT i, 'name ' || i FROM generate_series(1, 100) i;
