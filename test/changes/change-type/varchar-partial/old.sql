INSERT INTO users (id, name) VALUES (1000, 'old');
UPDATE users SET name = 'older' WHERE id = 1000;
