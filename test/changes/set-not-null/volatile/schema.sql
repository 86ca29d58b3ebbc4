CREATE FUNCTION next_token() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 'token'; END $$;
CREATE TABLE users (id int PRIMARY KEY, token varchar(10));
INSERT INTO users SELECT n, CASE WHEN n % 2 = 0 THEN 'e' || n END FROM generate_series(1, 100) n;
CREATE INDEX ON users (token);
