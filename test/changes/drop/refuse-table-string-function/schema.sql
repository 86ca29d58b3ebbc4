CREATE TABLE t (id int PRIMARY KEY, a text, b text);CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT max(a) FROM t';
