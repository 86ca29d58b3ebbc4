CREATE UNLOGGED TABLE users (full_name text COLLATE "C", other text);
INSERT INTO users VALUES ('a', 'b');
