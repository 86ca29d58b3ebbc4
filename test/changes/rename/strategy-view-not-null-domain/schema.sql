CREATE DOMAIN label AS text NOT NULL CHECK (VALUE <> '');
CREATE TABLE users (id bigint PRIMARY KEY, full_name label, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i % 40, 'o' || i FROM generate_series(1, 200) i;
CREATE INDEX ON users (full_name);
