CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, full_name text NOT NULL);
INSERT INTO users (full_name) SELECT 'name ' || i FROM generate_series(1, 50) i;
COMMENT ON CONSTRAINT users_pkey ON users IS 'the key';
