CREATE TABLE users (id bigint PRIMARY KEY, full_name text NOT NULL, loud text COLLATE "C" GENERATED ALWAYS AS (upper(full_name) || other) VIRTUAL, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i % 40, 'o' || i FROM generate_series(1, 200) i;
COMMENT ON COLUMN users.loud IS 'shouts';
GRANT SELECT (loud) ON users TO pg_monitor;
CREATE VIEW shouts AS SELECT loud, full_name FROM users;
CREATE POLICY quiet ON users USING (loud <> 'x');
CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER seen AFTER UPDATE ON users FOR EACH ROW WHEN (new.loud <> old.loud) EXECUTE FUNCTION seen();
