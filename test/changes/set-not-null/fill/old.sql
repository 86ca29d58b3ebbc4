INSERT INTO users (name) VALUES ('a');
INSERT INTO users (email, name) VALUES (NULL, 'b');
UPDATE users SET email = NULL WHERE id = 2;
