CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE FUNCTION top(lowest text DEFAULT 'full_name') RETURNS text LANGUAGE sql STABLE SET work_mem = '5MB' BEGIN ATOMIC SELECT max(full_name) FROM users WHERE full_name > lowest; SELECT max(u.full_name) FROM users u; END;
GRANT EXECUTE ON FUNCTION top TO pg_monitor;
REVOKE EXECUTE ON FUNCTION top FROM PUBLIC;
COMMENT ON FUNCTION top IS 'f';
