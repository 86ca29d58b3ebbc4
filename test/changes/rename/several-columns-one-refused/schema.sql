CREATE TABLE t (id int, a int, b int, c int GENERATED ALWAYS AS (b * 2) STORED);
