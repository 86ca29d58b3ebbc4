CREATE FUNCTION slug(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) || '@example' $$;
CREATE TABLE users (id int PRIMARY KEY, email text, name text, updated_at timestamptz DEFAULT '2020-01-01');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.email := nullif(NEW.email, ''); NEW.updated_at := '2021-01-01'; RETURN NEW; END $$;
CREATE TRIGGER zz_touch BEFORE UPDATE OR INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE users DISABLE TRIGGER zz_touch;
INSERT INTO users (id, email, name) SELECT n, CASE WHEN n % 2 = 0 THEN 'e' || n END, 'N' || n FROM generate_series(1, 100) n;
ALTER TABLE users ENABLE TRIGGER zz_touch;
