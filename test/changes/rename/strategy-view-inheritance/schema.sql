CREATE TABLE users (id int PRIMARY KEY, full_name text NOT NULL CHECK (full_name <> ''));
CREATE TABLE admins (level int) INHERITS (users);
INSERT INTO users VALUES (1, 'a'); INSERT INTO admins VALUES (2, 'b', 3);
