CREATE TABLE t (id serial, c text); INSERT INTO t (c) VALUES ('a');
