CREATE TABLE users (id bigint PRIMARY KEY, full_name text, loud text COLLATE "C" GENERATED ALWAYS AS (upper(full_name)) VIRTUAL, other text CHECK (other <> ''));
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i % 40, 'o' || i FROM generate_series(1, 200) i;
COMMENT ON COLUMN users.loud IS 'shouts';
GRANT SELECT (loud) ON users TO pg_monitor WITH GRANT OPTION;
