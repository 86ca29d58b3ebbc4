CREATE TABLE base (id int CHECK (id > 0)); CREATE TABLE more () INHERITS (base); INSERT INTO more VALUES (1);
