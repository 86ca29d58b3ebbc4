CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TRIGGER a BEFORE UPDATE OF full_name ON users FOR EACH ROW EXECUTE FUNCTION noop();
CREATE TRIGGER d BEFORE UPDATE OF full_name ON users FOR EACH ROW EXECUTE FUNCTION noop();
CREATE TRIGGER r AFTER UPDATE OF full_name ON users FOR EACH ROW EXECUTE FUNCTION noop();
ALTER TABLE users ENABLE ALWAYS TRIGGER a;
ALTER TABLE users DISABLE TRIGGER d;
ALTER TABLE users ENABLE REPLICA TRIGGER r;
