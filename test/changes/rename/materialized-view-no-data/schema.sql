CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE MATERIALIZED VIEW names AS SELECT full_name, count(*) FROM users GROUP BY 1 WITH NO DATA;
CREATE UNIQUE INDEX ON names (full_name);
