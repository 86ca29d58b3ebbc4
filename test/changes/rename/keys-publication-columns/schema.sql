CREATE TABLE users (id int PRIMARY KEY, x int);
INSERT INTO users SELECT i FROM generate_series(1, 60) i;
CREATE PUBLICATION a_few FOR TABLE users (id, x) WHERE (id > 10);
