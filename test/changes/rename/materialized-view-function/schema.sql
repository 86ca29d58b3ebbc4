CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
CREATE MATERIALIZED VIEW names AS SELECT full_name FROM users;
CREATE FUNCTION all_names() RETURNS SETOF names LANGUAGE sql AS 'SELECT * FROM public.names';
CREATE TABLE notes (id int, about text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON notes USING (about IN (SELECT full_name FROM names));
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM names WHERE full_name > ''; END;
