CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) DEFAULT 'x', note text);
INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 200) AS g;
CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.name; RETURN NEW; END'; CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION t();
