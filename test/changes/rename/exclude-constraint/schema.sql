CREATE TABLE users (id bigint PRIMARY KEY, full_name int4range, other text);
INSERT INTO users SELECT i, int4range(i * 10, i * 10 + 9) FROM generate_series(1, 100) i;
ALTER TABLE users ADD CONSTRAINT no_overlap EXCLUDE USING gist (full_name WITH &&);
COMMENT ON CONSTRAINT no_overlap ON users IS 'apart';
