CREATE TABLE base (id int, b int); CREATE TABLE more () INHERITS (base); CREATE INDEX base_i ON base (id); CREATE INDEX more_i ON more (id);
