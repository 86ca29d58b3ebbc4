CREATE TABLE t (id int PRIMARY KEY, a int, abc int, a_b int, CHECK (a > 0 AND abc > 0 AND a_b > a));
INSERT INTO t SELECT i, i, i, i + 1 FROM generate_series(1, 50) i;
