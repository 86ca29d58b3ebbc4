INSERT INTO users (id, name) VALUES (-2, ''); UPDATE users SET name = 'z' WHERE id = -2; SELECT id, name FROM users WHERE id = 7;
