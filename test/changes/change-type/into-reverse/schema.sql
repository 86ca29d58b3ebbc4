CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL UNIQUE, v text);
INSERT INTO t SELECT g, g * 3, 'v' FROM generate_series(1, 100) AS g;
CREATE FUNCTION upper_v() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := upper(NEW.v); RETURN NEW; END $$;
CREATE TRIGGER upper_v BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION upper_v();
