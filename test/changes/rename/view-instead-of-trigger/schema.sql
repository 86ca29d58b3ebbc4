CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW names AS SELECT id, full_name FROM users;
CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER skip INSTEAD OF INSERT ON names FOR EACH ROW EXECUTE FUNCTION skip();
CREATE RULE gone AS ON DELETE TO names DO INSTEAD NOTHING;
