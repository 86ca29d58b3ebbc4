CREATE TABLE t (id integer PRIMARY KEY, ids integer[] NOT NULL DEFAULT '{}');
CREATE INDEX ON t USING gin (ids);
INSERT INTO t SELECT g, ARRAY[g, g + 1, NULL] FROM generate_series(1, 100) AS g;
