CREATE TABLE t (id int, a int); CREATE TABLE p () INHERITS (t);
