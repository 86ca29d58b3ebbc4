INSERT INTO users (x) VALUES (1) RETURNING id;
INSERT INTO users (id, x) VALUES (9, 1);
UPDATE users SET id = DEFAULT WHERE id = 9;
