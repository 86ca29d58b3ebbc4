CREATE TABLE users (id int, full_name text NOT NULL) PARTITION BY LIST (id);
CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);
CREATE TABLE users_2 (full_name text NOT NULL, id int);
ALTER TABLE users ATTACH PARTITION users_2 FOR VALUES IN (2);
CREATE TABLE users_3 PARTITION OF users DEFAULT PARTITION BY LIST (id);
CREATE TABLE users_3_1 PARTITION OF users_3 DEFAULT;
ALTER TABLE users ADD UNIQUE (id, full_name);
INSERT INTO users VALUES (1, 'a'), (2, 'b'), (3, 'c');
