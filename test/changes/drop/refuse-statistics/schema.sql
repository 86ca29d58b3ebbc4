CREATE TABLE t (id int PRIMARY KEY, a text, b text);CREATE STATISTICS s ON a, b FROM t;
