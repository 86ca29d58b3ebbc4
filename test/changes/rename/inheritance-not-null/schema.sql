CREATE TABLE users (id int, full_name text NOT NULL DEFAULT 'x');
CREATE TABLE kids (full_name text NOT NULL DEFAULT 'kid') INHERITS (users);
CREATE TABLE pets () INHERITS (users);
CREATE UNIQUE INDEX ON kids (full_name);
INSERT INTO users VALUES (1, 'a'); INSERT INTO kids VALUES (2, 'b'); INSERT INTO pets VALUES (3, 'c');
