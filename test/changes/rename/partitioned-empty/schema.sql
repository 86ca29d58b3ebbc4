CREATE TABLE users (id bigint, full_name text NOT NULL DEFAULT 'x', UNIQUE (id, full_name)) PARTITION BY RANGE (id);
CREATE INDEX ON users (full_name);
