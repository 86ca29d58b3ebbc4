CREATE TABLE t (id integer PRIMARY KEY, v text, n integer NOT NULL); INSERT INTO t VALUES (1, $$1$$, 1);
