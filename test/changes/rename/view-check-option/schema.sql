CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW named WITH (security_barrier = true) AS SELECT id, full_name, other FROM users WHERE full_name IS NOT NULL WITH LOCAL CHECK OPTION;
CREATE VIEW long AS SELECT * FROM named WHERE length(full_name) > 2 WITH CASCADED CHECK OPTION;
CREATE VIEW direct AS SELECT users.id, users.full_name FROM ONLY users WHERE EXISTS (SELECT 1 FROM users u WHERE u.full_name = users.full_name AND u.id <> users.id) WITH CHECK OPTION;
ALTER VIEW named ALTER COLUMN full_name SET DEFAULT 'nobody';
COMMENT ON VIEW named IS 'with a name';
COMMENT ON COLUMN named.full_name IS 'never empty';
GRANT SELECT (full_name), UPDATE (full_name) ON named TO pg_monitor;
