CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD CONSTRAINT "One name" UNIQUE (other, full_name) INCLUDE (id);
COMMENT ON CONSTRAINT "One name" ON users IS 'one';
COMMENT ON INDEX "One name" IS 'index of one';
