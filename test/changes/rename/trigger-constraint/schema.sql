CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE CONSTRAINT TRIGGER late AFTER INSERT OR UPDATE OF full_name ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.full_name IS NOT NULL) EXECUTE FUNCTION noop();
