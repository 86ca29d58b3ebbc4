CREATE TABLE base (id int, c int);
CREATE TABLE kid (extra text) INHERITS (base);
CREATE TABLE kid2 (c int) INHERITS (base);
CREATE TABLE kid3 (c int NOT NULL) INHERITS (base);
INSERT INTO base VALUES (1, 1), (2, NULL);
INSERT INTO kid VALUES (3, NULL, 'x');
INSERT INTO kid2 VALUES (4, NULL);
INSERT INTO kid3 VALUES (5, 5);
