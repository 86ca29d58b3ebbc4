CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD CONSTRAINT one UNIQUE (full_name) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE users ADD CONSTRAINT two UNIQUE (other, full_name) DEFERRABLE;
