CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON users FOR SELECT TO pg_monitor, pg_read_all_data USING (full_name = current_user);
CREATE POLICY both_ ON users AS RESTRICTIVE USING (full_name <> 'full_name') WITH CHECK (full_name IS NOT NULL);
CREATE POLICY add ON users FOR INSERT WITH CHECK (length(full_name) > 0);
COMMENT ON POLICY own ON users IS 'p';
