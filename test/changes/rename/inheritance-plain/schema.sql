-- A child, a child that declares the column itself, and a grandchild of both.
CREATE TABLE users (id int, full_name text CHECK (full_name <> ''));
CREATE TABLE kids (toy text) INHERITS (users);
CREATE TABLE staff (full_name text, UNIQUE (full_name)) INHERITS (users);
CREATE TABLE both_of () INHERITS (kids, staff);
CREATE INDEX ON users (full_name);
CREATE INDEX ON kids (full_name, toy);
COMMENT ON COLUMN staff.full_name IS 'of staff';
INSERT INTO users SELECT i, 'name ' || i FROM generate_series(1, 50) i;
INSERT INTO kids SELECT i, 'kid ' || i FROM generate_series(1, 50) i;
INSERT INTO staff SELECT i, 'staff ' || i FROM generate_series(1, 50) i;
INSERT INTO both_of SELECT i, 'both ' || i FROM generate_series(1, 50) i;
CREATE VIEW names AS SELECT full_name FROM users;
