CREATE FUNCTION token() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 'token'; END $$;
CREATE TABLE orders (id bigint PRIMARY KEY, name text);
INSERT INTO orders VALUES (1, 'a');
