CREATE TABLE base (c int NOT NULL); CREATE TABLE kid (d int) INHERITS (base);
