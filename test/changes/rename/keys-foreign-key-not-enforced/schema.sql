CREATE TABLE users (id int PRIMARY KEY, x int);
INSERT INTO users SELECT i FROM generate_series(1, 60) i;
CREATE TABLE n (owner int REFERENCES users NOT ENFORCED, maker int CONSTRAINT made REFERENCES users);
INSERT INTO n VALUES (-1, 1);
