CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL); CREATE UNIQUE INDEX u ON t (coalesce(a, ''));
