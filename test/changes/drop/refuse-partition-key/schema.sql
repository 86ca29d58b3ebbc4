CREATE TABLE t (id int, a int) PARTITION BY RANGE (a);
