CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TRIGGER watch BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.full_name IS DISTINCT FROM NEW.full_name AND NEW.full_name <> 'full_name') EXECUTE FUNCTION noop('x');
