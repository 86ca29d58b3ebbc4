CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
GRANT SELECT (full_name), UPDATE (full_name) ON users TO pg_monitor;
GRANT SELECT (full_name) ON users TO pg_read_all_data WITH GRANT OPTION;
GRANT SELECT (other) ON users TO PUBLIC;
