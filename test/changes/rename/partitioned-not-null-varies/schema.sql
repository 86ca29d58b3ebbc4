CREATE TABLE users (id int, full_name text) PARTITION BY LIST (id);
CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);
CREATE TABLE users_2 (full_name text NOT NULL, id int);
ALTER TABLE users ATTACH PARTITION users_2 FOR VALUES IN (2);
CREATE INDEX ON users (full_name);
INSERT INTO users VALUES (1, 'a'), (1, NULL), (2, 'b');
