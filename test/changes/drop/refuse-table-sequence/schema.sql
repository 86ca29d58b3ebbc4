CREATE TABLE t (id serial); CREATE TABLE o (id int DEFAULT nextval('t_id_seq'));
