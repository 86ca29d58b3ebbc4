-- As a role that may not run as replica the guard trigger puts back what other triggers do.
CREATE TABLE users (id integer PRIMARY KEY, full_name text, email text, code varchar(10), updated_at timestamptz DEFAULT '2026-01-01');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.updated_at := now(); NEW.email := lower(NEW.email); RETURN NEW; END$$;
INSERT INTO users SELECT g, 'Name ' || g, CASE WHEN g % 2 = 0 THEN 'M' || g END, g::text FROM generate_series(1, 120) AS g;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
