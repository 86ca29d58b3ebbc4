CREATE TABLE people (id int);
CREATE TABLE users (full_name text NOT NULL) INHERITS (people);
CREATE TABLE admins (level int) INHERITS (users);
INSERT INTO users VALUES (1, 'a'); INSERT INTO admins VALUES (2, 'b', 3);
