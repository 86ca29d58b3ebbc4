CREATE TABLE users (id int PRIMARY KEY, name text, upper_name text GENERATED ALWAYS AS (upper(name)) STORED);
CREATE INDEX ON users (upper_name);
GRANT SELECT (upper_name) ON users TO PUBLIC;
INSERT INTO users (id, name) SELECT i, 'n' || i FROM generate_series(1, 9) AS i;
