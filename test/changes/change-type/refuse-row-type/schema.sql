CREATE TABLE t (id integer); CREATE TABLE u (r t);
