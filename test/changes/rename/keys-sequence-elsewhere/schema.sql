CREATE SCHEMA seqs;
CREATE SEQUENCE seqs.numbers AS int START 100;
CREATE SEQUENCE idle;
CREATE TABLE users (id int DEFAULT nextval('seqs.numbers') PRIMARY KEY, x int);
CREATE TABLE others (id int DEFAULT nextval('seqs.numbers') PRIMARY KEY);
ALTER SEQUENCE idle OWNED BY users.id;
INSERT INTO users (x) SELECT i FROM generate_series(1, 60) i;
INSERT INTO others SELECT FROM generate_series(1, 5);
