CREATE FUNCTION token() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 'token'; END $$;
CREATE TABLE users (id int PRIMARY KEY, name text, updated_at date DEFAULT '2020-01-01');
INSERT INTO users (id, name) SELECT n, 'n' FROM generate_series(1, 50) n;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := '2021-01-01'; RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
