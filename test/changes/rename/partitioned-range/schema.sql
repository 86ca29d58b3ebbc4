-- Partitions of every kind: made with PARTITION OF, attached with other column positions and a dropped column, partitioned
-- again, in another schema, a default one.
CREATE SCHEMA archive;
CREATE TABLE roles (code text PRIMARY KEY);
INSERT INTO roles VALUES ('a'), ('b'), ('c');
CREATE TABLE users (
  id int NOT NULL, at date NOT NULL, full_name text DEFAULT 'a',
  email text, CONSTRAINT users_name_check CHECK (full_name <> '')
) PARTITION BY RANGE (at);
CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE archive.users_2 (
  email text, junk int, full_name text DEFAULT 'b', at date NOT NULL, id int NOT NULL,
  CONSTRAINT users_name_check CHECK (full_name <> ''), CONSTRAINT own_check CHECK (length(full_name) < 50)
);
ALTER TABLE archive.users_2 DROP COLUMN junk;
ALTER TABLE users ATTACH PARTITION archive.users_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE users_3 PARTITION OF users FOR VALUES FROM ('2026-03-01') TO ('2026-04-01') PARTITION BY LIST (id);
CREATE TABLE users_3_odd PARTITION OF users_3 FOR VALUES IN (1, 3, 5);
CREATE TABLE users_3_rest PARTITION OF users_3 DEFAULT;
CREATE TABLE users_rest PARTITION OF users DEFAULT;
ALTER TABLE users_1 ALTER COLUMN full_name SET STATISTICS 200;
COMMENT ON COLUMN users.full_name IS 'the name';
COMMENT ON COLUMN users_1.full_name IS 'the name of January';
GRANT SELECT (full_name) ON users_1 TO PUBLIC;
INSERT INTO users SELECT i, DATE '2026-01-01' + i, 'name ' || i FROM generate_series(0, 150) AS i;
INSERT INTO users VALUES (1000, '2026-01-01', NULL), (1001, '2026-03-03', NULL);
CREATE VIEW names AS SELECT full_name, at FROM users;
CREATE VIEW january AS SELECT full_name FROM users_1;
