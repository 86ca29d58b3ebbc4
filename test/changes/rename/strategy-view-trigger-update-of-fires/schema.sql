CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE heard (id bigint);
CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO heard VALUES (NEW.id); RETURN NULL; END';
CREATE TRIGGER watch AFTER UPDATE OF full_name ON users FOR EACH ROW EXECUTE FUNCTION hear();
