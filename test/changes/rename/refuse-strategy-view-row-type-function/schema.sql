CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
CREATE FUNCTION label(users) RETURNS text LANGUAGE sql AS 'SELECT $1.other';
