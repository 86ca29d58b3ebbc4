CREATE TABLE users (id int PRIMARY KEY, name text, fax text);
CREATE PUBLICATION listed FOR TABLE users (id, fax, name) WHERE (id > 0);
CREATE PUBLICATION whole FOR TABLE users;
INSERT INTO users SELECT i, 'n', 'f' FROM generate_series(1, 9) AS i;
