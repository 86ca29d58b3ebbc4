CREATE TABLE t (id int PRIMARY KEY, a text, b text);CREATE TABLE o (x t);
