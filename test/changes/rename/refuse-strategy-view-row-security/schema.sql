CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD tenant text NOT NULL DEFAULT current_user;
UPDATE users SET tenant = 'pg_monitor' WHERE id % 2 = 0;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON users USING (tenant = current_user) WITH CHECK (tenant = current_user);
GRANT SELECT, INSERT, UPDATE ON users TO pg_monitor;
