CREATE TABLE base (id int, v text); CREATE TABLE more () INHERITS (base); INSERT INTO base VALUES (1); INSERT INTO more VALUES (1), (1);
