CREATE TABLE t (id int, c text DEFAULT lower('X')); INSERT INTO t VALUES (1);
