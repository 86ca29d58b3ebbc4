CREATE TABLE t (id int PRIMARY KEY, a int, b int); CREATE INDEX both_idx ON t (a, b);
