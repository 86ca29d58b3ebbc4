CREATE DOMAIN some_text AS text CHECK (value <> $$$$); CREATE TABLE t (id integer, v text);
