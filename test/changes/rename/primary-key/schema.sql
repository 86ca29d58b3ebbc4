CREATE TABLE users (full_name text PRIMARY KEY, other text);
INSERT INTO users SELECT 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
COMMENT ON CONSTRAINT users_pkey ON users IS 'who';
COMMENT ON INDEX users_pkey IS 'index of who';
