CREATE FUNCTION token() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 'token'; END $$;
CREATE TABLE users (id int, name text); INSERT INTO users VALUES (1, 'a');
