INSERT INTO users (id) VALUES (1001); INSERT INTO users (id, full_name) VALUES (1002, 'x'), (1003, 'x'); UPDATE users SET full_name = 'x' WHERE id = 3;
