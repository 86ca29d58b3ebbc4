CREATE TABLE t (id integer, v int8range, EXCLUDE USING gist (v WITH &&));
