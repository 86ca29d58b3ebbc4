CREATE TABLE names (code text PRIMARY KEY);
INSERT INTO names SELECT 'name ' || i FROM generate_series(0, 400) AS i;
CREATE TABLE users (
  id int NOT NULL, at date NOT NULL, full_name text NOT NULL CONSTRAINT users_name_fk REFERENCES names ON DELETE CASCADE,
  CONSTRAINT users_unique UNIQUE (full_name, at, id), PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX users_name_idx ON users (full_name text_pattern_ops) WHERE full_name <> 'x';
CREATE UNIQUE INDEX users_lower ON users (lower(full_name), at, id);
CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE users_3 PARTITION OF users FOR VALUES FROM ('2026-03-01') TO ('2026-04-01') PARTITION BY LIST (id);
CREATE TABLE users_3_odd PARTITION OF users_3 FOR VALUES IN (1, 3, 5);
CREATE TABLE users_3_rest PARTITION OF users_3 DEFAULT;
CREATE TABLE users_rest PARTITION OF users DEFAULT;
CREATE INDEX own_index ON users_1 (full_name DESC, id);
COMMENT ON INDEX users_name_idx IS 'of all';
COMMENT ON INDEX users_1_full_name_idx IS 'of one';
COMMENT ON CONSTRAINT users_unique ON users IS 'unique';
COMMENT ON CONSTRAINT users_name_fk ON users IS 'key';
INSERT INTO users SELECT i, DATE '2026-01-01' + i, 'name ' || i FROM generate_series(0, 150) AS i;
